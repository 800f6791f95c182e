import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isWidePhone, WIDE_PHONES, widePhone } from './wide-phones.ts';

it('gives every number of the expansion codes once', () => {
  const index = fc.integer({ min: 0, max: WIDE_PHONES.capacity - 1 });
  fc.assert(
    fc.property(index, index, (left, right) => {
      expect(`+1${widePhone(left)}`).toMatch(WIDE_PHONES.pattern);
      expect(isWidePhone(`+1${widePhone(left)}`)).toBe(true);
      expect(widePhone(left) === widePhone(right)).toBe(left === right);
    }),
  );
  for (const wide of ['(292) 555-1234', '+1 292 555 1234']) expect(isWidePhone(wide)).toBe(true);
  for (const real of ['+12128675309', '(212) 867-5309', '9987654321', '+447700900123'])
    expect(isWidePhone(real)).toBe(false);
  expect(widePhone(0)).toBe('2902000000');
  expect(widePhone(WIDE_PHONES.capacity - 1)).toBe('9999999999');
});
