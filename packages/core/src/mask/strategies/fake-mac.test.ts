import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { manyTexts, maskTexts } from '../testing/mask-texts.ts';
import { fakeMac } from './fake-mac.ts';

const PAIRS = fc.array(fc.stringMatching(/^[\da-f]{2}$/), { minLength: 6, maxLength: 6 });
const addresses = fc.tuple(PAIRS, fc.constantFrom(':', '-', '')).map(([all, by]) => all.join(by));

describeStrategy(fakeMac, {
  'for documentation': {
    values: addresses,
    accepts: (mask) =>
      expect(mask).toMatch(/^00(?<by>[:-]?)00\k<by>5e\k<by>00\k<by>53\k<by>[\da-f]{2}$/i),
  },
  'locally administered, by owner': {
    options: { overflow: 'widen', by: 'owner' },
    values: addresses,
    accepts: (mask) => expect(mask).toMatch(/^[\da-f][26ae](?:[:-]?[\da-f]{2}){5}$/),
  },
  'any text': {
    accepts: (mask) =>
      expect(mask.replace(/[^\da-f]/gi, '')).toMatch(/^(?:00005e0053[\da-f]{2})?$/i),
  },
});

describe('fake.mac', () => {
  it('keeps punctuation and case', () => {
    const [dots, upper] = maskTexts(fakeMac, ['aabb.cc00.1122', 'AA-BB-CC-00-11-22']);
    expect(dots).toMatch(/^0000\.5e00\.53[\da-f]{2}$/);
    expect(upper).toMatch(/^00-00-5E-00-53-[\dA-F]{2}$/);
    expect(upper?.toLowerCase().replaceAll('-', '')).toBe(dots?.replaceAll('.', ''));
  });

  it('has room for 256, or for all that nobody makes', () => {
    const values = manyTexts('0#:1#:2#:##:##:##');
    expect(new Set(maskTexts(fakeMac, values)).size).toBe(fakeMac.capacity({}, 'en'));
    const wide = maskTexts(fakeMac, values, { options: { overflow: 'widen' } });
    expect(new Set(wide).size).toBe(new Set(values).size);
  });
});
