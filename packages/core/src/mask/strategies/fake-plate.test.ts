import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskTexts } from '../testing/mask-texts.ts';
import { fakePlate } from './fake-plate.ts';

const plates = fc.stringMatching(/^[A-Z]{1,3}[- ][A-Z]{0,2}\d{2,4}$/);

describeStrategy(fakePlate, {
  plates: {
    values: plates,
    accepts(mask, value) {
      expect(mask).toMatch(/^[IOQ]{1,3}[- ][IOQ]{0,2}\d{2,4}$/);
      expect(mask.replace(/[IOQ]/g, 'A').replace(/\d/g, '0')).toBe(
        value.replace(/[A-Z]/g, 'A').replace(/\d/g, '0'),
      );
    },
  },
  'any text, by owner': {
    options: { by: 'owner' },
    accepts: (mask) => expect(mask.replace(/[^\p{L}]/gu, '')).toMatch(/^[IOQ]*$/),
  },
});

describe('fake.plate', () => {
  it('puts a letter where there are digits alone', () => {
    expect(maskTexts(fakePlate, ['123 456'])[0]).toMatch(/^[IOQ]\d\d \d{3}$/);
  });
});
