import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WIDE_PHONES, widePhone } from './wide-phones.ts';

it('gives every number of the expansion codes once', () => {
  const index = fc.integer({ min: 0, max: WIDE_PHONES.capacity - 1 });
  fc.assert(
    fc.property(index, index, (left, right) => {
      expect(`+1${widePhone(left)}`).toMatch(WIDE_PHONES.pattern);
      expect(widePhone(left) === widePhone(right)).toBe(left === right);
    }),
  );
  expect(widePhone(0)).toBe('2902000000');
  expect(widePhone(WIDE_PHONES.capacity - 1)).toBe('9999999999');
});
