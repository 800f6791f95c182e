import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals } from '../decimal.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { numberIn, numbers } from '../testing/numbers.ts';
import { testContext } from '../testing/test-context.ts';
import { numberBin } from './number-bin.ts';

const holds = (label: string, value: string): boolean => {
  const number = numberIn(value);
  const [, from, to] = /^\[(.+),(.+)\)$/.exec(label) ?? [];
  if (from !== undefined)
    return (
      compareDecimals(numberIn(from), number) <= 0 && compareDecimals(number, numberIn(to)) < 0
    );
  if (label.startsWith('<')) return compareDecimals(number, numberIn(label.slice(1))) < 0;
  return compareDecimals(number, numberIn(label.slice(2))) >= 0;
};

const accepts = (mask: string, value: string): void => expect(holds(mask, value)).toBe(true);

describeStrategy(numberBin, {
  'of one width': { options: { width: 0.25, origin: 0.1 }, values: numbers, accepts },
  'between edges': { options: { edges: [-50, 0, 10.5, 1000] }, values: numbers, accepts },
});

describe('number.bin', () => {
  it.each([
    ['10', { width: 10 }, '[10,20)'],
    ['19.999', { width: 10 }, '[10,20)'],
    ['-1', { width: 10 }, '[-10,0)'],
    ['17', { width: 10, origin: 5 }, '[15,25)'],
    ['9.99', { edges: [10, 20] }, '<10'],
    ['10', { edges: [10, 20] }, '[10,20)'],
    ['20', { edges: [10, 20] }, '>=20'],
    ['5', { edges: [5] }, '>=5'],
    ['20', { edges: [10, 20], as: 'number' }, '20'],
    ['9', { edges: [10, 20], as: 'number' }, '10'],
    ['1.30', { width: 0.25, as: 'number' }, '1.25'],
  ])('puts %s, with %o, into %s', (value, options, bin) => {
    expect(maskWith(numberBin, [value], { options })).toEqual([bin]);
  });

  it('keeps the order of numbers', () => {
    const context = testContext({ sourceType: 'numeric' });
    const options = fc.constantFrom({ width: 7.5 }, { edges: [-1000, 0, 3, 500_000] });
    fc.assert(
      fc.property(options, numbers, numbers, (chosen, one, other) => {
        const [a, b] = maskWith(numberBin, [one, other], { options: chosen, context });
        const order = compareDecimals(numberIn(one), numberIn(other));
        expect(order * compareDecimals(numberIn(a), numberIn(b))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it.each([{}, { width: 1, edges: [1] }, { edges: [] }, { edges: [2, 1] }, { edges: [1, 1] }])(
    'refuses %o',
    (options) => expect(numberBin.options.safeParse(options).success).toBe(false),
  );

  it('writes numbers into columns of numbers', () => {
    expect(numberBin.fits({ width: 1 }, 'integer')).toBe(true);
    expect(numberBin.fits({ width: 1, as: 'label' }, 'integer')).toBe(false);
  });
});
