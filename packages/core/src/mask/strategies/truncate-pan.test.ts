import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { truncatePan } from './truncate-pan.ts';

const pan = fc.stringMatching(/^\d{12,19}$/);

describeStrategy(truncatePan, {
  'default options': {
    values: pan,
    accepts: (mask, value) => {
      expect(mask).toHaveLength(value.length);
      expect(mask).toMatch(/^\d{0,6}\*{4,}\d{4}$/);
      expect([value.startsWith(mask.split('*')[0] ?? '?'), mask.slice(-4)]).toEqual([
        true,
        value.slice(-4),
      ]);
    },
  },
  'as much as can be': {
    options: { keepFirst: 8, keepLast: 4, character: '•' },
    values: pan,
    accepts: (mask, value) => {
      const kept = mask.replace(/\D/g, '').length;
      expect(kept).toBe(value.length >= 16 ? 12 : Math.min(10, value.length - 5));
    },
  },
  'whatever else': {
    values: fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^\d{0,11}$|^\d{20,30}$/)),
    accepts: (mask, value) => {
      if (!/^(?:\D*\d){12,19}\D*$/.test(value)) expect(mask).not.toMatch(/[\p{L}\p{N}\p{M}]/u);
    },
  },
});

describe('truncate.pan', () => {
  const maskOne = (value: string, options = {}) =>
    truncatePan.create(
      options,
      testContext(),
    )({
      values: [value],
      other: () => [],
      masked: () => [],
      firstRow: 0,
    })[0];

  it.each([
    ['4929123412345678', {}, '492912******5678'],
    ['4929-1234 1234-5678', {}, '4929-12** ****-5678'],
    ['4929123412345678', { keepFirst: 8 }, '49291234****5678'],
    ['378282246310005', { keepFirst: 8 }, '378282*****0005'],
    ['30569309025904', {}, '30569*****5904'],
    ['4929123412345678901', { keepFirst: 8 }, '49291234*******8901'],
    ['4929123412345678', { keepFirst: 0, keepLast: 0, character: '#' }, '################'],
    ['12345678', {}, '********'],
    ['n/a', {}, '*/*'],
    ['GB29 NWBK 6016 1331 9268 19', {}, '**** **** **** **** **** **'],
    ['', {}, ''],
  ])('masks %s with %o as %s', (value, options, mask) => {
    expect(maskOne(value, options)).toBe(mask);
  });

  it('refuses to keep more than any network allows', () => {
    expect(truncatePan.options.safeParse({ keepFirst: 9 }).success).toBe(false);
    expect(truncatePan.options.safeParse({ keepLast: 5 }).success).toBe(false);
    expect(truncatePan.options.safeParse({ character: '7' }).success).toBe(false);
  });
});
