import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vinDigit } from '../../locales/check-digits.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { manyTexts, maskTexts } from '../testing/mask-texts.ts';
import { fakeVin } from './fake-vin.ts';

const expectNobodys = (mask: string): void => {
  if (mask === '') return;
  expect(mask).toMatch(/^0[A-HJ-NPR-Z\d]{7}[\dX]0[A-HJ-NPR-Z\d]\d{6}$/);
  expect(mask[8]).toBe(vinDigit(mask));
};

describeStrategy(fakeVin, {
  'any text': { accepts: expectNobodys },
  'by owner': {
    options: { by: 'owner' },
    values: fc.stringMatching(/^[A-HJ-NPR-Z\d]{11}\d{6}$/),
    accepts: expectNobodys,
  },
});

describe('fake.vin', () => {
  it('belongs to no vehicle ten thousand times', () => {
    const values = manyTexts('WVWZZZ1JZ?W######');
    const masks = maskTexts(fakeVin, values);
    for (const mask of masks) expectNobodys(mask);
    expect(new Set(masks).size).toBe(new Set(values).size);
  });
});
