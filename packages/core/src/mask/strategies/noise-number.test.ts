import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toNumber } from '../decimal.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { numberIn, numbers } from '../testing/numbers.ts';
import { testContext } from '../testing/test-context.ts';
import { noiseNumber } from './noise-number.ts';

const digitsAfterPoint = (text: string): number => text.split('.')[1]?.length ?? 0;

describeStrategy(noiseNumber, {
  'a share of the number': {
    values: numbers,
    accepts(mask, value) {
      const [noisy, number] = [toNumber(numberIn(mask)), toNumber(numberIn(value))];
      const lastDigit = 10 ** -digitsAfterPoint(value);
      expect(Math.abs(noisy - number)).toBeLessThanOrEqual(0.1001 * Math.abs(number) + lastDigit);
      expect(digitsAfterPoint(mask)).toBe(digitsAfterPoint(value));
    },
  },
  'an amount within bounds': {
    options: { amount: 500, min: -1000, max: 1000, round: 1 },
    values: fc.integer({ min: -900, max: 900 }).map(String),
    accepts(mask) {
      expect(mask).toMatch(/^-?\d+(?:\.\d)?$/);
      expect(Math.abs(toNumber(numberIn(mask)))).toBeLessThanOrEqual(1000);
    },
  },
  'of Laplace': {
    options: { distribution: 'laplace', ratio: 0.5 },
    values: numbers,
    accepts: (mask) => expect(mask).toMatch(/^-?\d+(?:\.\d+)?$/),
  },
});

const subjects = Array.from({ length: 2000 }, (_, index) => `subject ${index}`);
const columns = { id: subjects };
const thousands = subjects.map(() => '1000');
const noiseOf = (options: object): number[] =>
  maskWith(noiseNumber, thousands, { options: { by: 'id', ...options }, columns }).map(
    (mask) => Number(mask) - 1000,
  );
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('noise.number', () => {
  it('spreads uniform noise evenly to both sides', () => {
    const noise = noiseOf({ amount: 100, round: 3 });
    // Standard error of a mean of 2000 is 1.3 for the noise, 0.65 for its size.
    expect(Math.abs(mean(noise))).toBeLessThan(6);
    expect(Math.abs(mean(noise.map(Math.abs)) - 50)).toBeLessThan(3.5);
    expect(Math.max(...noise)).toBeGreaterThan(95);
  });

  it('has the mean size that is asked for with noise of Laplace', () => {
    const sizes = noiseOf({ ratio: 0.1, distribution: 'laplace', round: 3 }).map(Math.abs);
    // Sizes are exponential: the standard error of their mean is 2.2.
    expect(Math.abs(mean(sizes) - 100)).toBeLessThan(11);
    expect(Math.max(...sizes)).toBeGreaterThan(300);
  });

  it('cannot be averaged away: a hundred runs give one number', () => {
    const runs = Array.from({ length: 100 }, () => maskWith(noiseNumber, ['52345.67'])[0]);
    expect(new Set(runs).size).toBe(1);
    expect(maskWith(noiseNumber, ['1.5'])[0]).toBe(
      `${maskWith(noiseNumber, ['1.50'], { options: { round: 1 } })[0]}`,
    );
  });

  it('gives a subject its own noise in each column', () => {
    const mask = (column: string): unknown =>
      maskWith(noiseNumber, thousands, {
        options: { by: 'id' },
        columns,
        context: testContext({ column }),
      });
    expect(mask('salary')).toEqual(mask('salary'));
    expect(mask('salary')).not.toEqual(mask('bonus'));
  });

  it('stays within the type of the column', () => {
    const most = maskWith(
      noiseNumber,
      thousands.map(() => '32700'),
      {
        options: { by: 'id' },
        columns,
        context: testContext({ sourceType: 'smallint' }),
      },
    );
    expect(most).toContain('32767');
    expect(most.filter((mask) => Number(mask) > 32767)).toEqual([]);
  });

  it('takes a share or an amount, and bounds in their order', () => {
    const accepts = (options: object): boolean => noiseNumber.options.safeParse(options).success;
    expect(accepts({ ratio: 0.1, amount: 1 })).toBe(false);
    expect(accepts({ min: 2, max: 1 })).toBe(false);
    expect(accepts({ min: 1, max: 1 })).toBe(true);
  });
});
