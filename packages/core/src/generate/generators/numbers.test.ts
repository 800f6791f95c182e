import { describe, expect, it } from 'vitest';
import { programRows } from '../../format/program-rows.ts';
import { planTables } from '../../plan/plan.ts';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column, generatedTable, requestOf } from '../../testing/requests.ts';
import { numberDecimal, numberFloat, numberInt } from './numbers.ts';

const between = (min: number, max: number) => (value: unknown) => {
  expect(Number(value)).toBeGreaterThanOrEqual(min);
  expect(Number(value)).toBeLessThanOrEqual(max);
};
const wholeBetween = (min: number, max: number) => (value: unknown) => {
  expect(Number.isSafeInteger(value)).toBe(true);
  between(min, max)(value);
};

describeGenerator(numberInt, {
  'default options': { uniqueRows: true, accepts: wholeBetween(0, 2 ** 31 - 1) },
  'one value': { options: { min: 5, max: 5 }, accepts: (value) => expect(value).toBe(5) },
  'the whole range of exact integers, upper half': {
    options: { min: 0, max: 2 ** 53 - 2 },
    uniqueRows: true,
    accepts: wholeBetween(0, 2 ** 53 - 2),
  },
  'exactly as many values as rows': {
    options: { min: -500, max: 499 },
    uniqueRows: true,
    accepts: wholeBetween(-500, 499),
  },
  multiples: {
    options: { min: -10, max: 100, multipleOf: 7 },
    accepts(value) {
      wholeBetween(-7, 98)(value);
      expect(Math.abs(Number(value) % 7)).toBe(0);
    },
  },
  'normal, cut off': {
    options: { distribution: 'normal', mean: 50, deviation: 20, min: 40, max: 45 },
    accepts: wholeBetween(40, 45),
  },
  'zipf over a range': {
    options: { distribution: 'zipf', min: 10, max: 20 },
    accepts: wholeBetween(10, 20),
  },
  poisson: { options: { distribution: 'poisson', mean: 3 }, accepts: wholeBetween(0, 40) },
  'exponential in steps of ten': {
    options: { distribution: 'exponential', rate: 0.01, multipleOf: 10 },
    accepts: wholeBetween(0, 4000),
  },
  'histogram with a gap': {
    options: {
      distribution: 'histogram',
      buckets: [
        { min: 10, max: 12, weight: 1 },
        { min: 1, max: 3, weight: 4 },
      ],
    },
    accepts: (value) => expect([1, 2, 3, 10, 11, 12]).toContain(value),
  },
});

describeGenerator(numberFloat, {
  'default options': { accepts: between(0, 1) },
  'with a scale': {
    options: { min: 0.15, max: 0.95, scale: 1 },
    accepts: (value) => expect([0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]).toContain(value),
  },
  'pareto, cut off above': {
    options: { distribution: 'pareto', minimum: 2, shape: 1.5, max: 10 },
    accepts: between(2, 10),
  },
});

describeGenerator(numberDecimal, {
  'default options': {
    uniqueRows: true,
    accepts(value) {
      expect(value).toMatch(/^\d+\.\d\d$/);
      between(0, 1000)(value);
    },
  },
  'bounds that binary numbers miss': {
    options: { min: 0.07, max: 0.07 },
    accepts: (value) => expect(value).toBe('0.07'),
  },
  'lognormal amounts': {
    options: { distribution: 'lognormal', mean: 3.5, sigma: 0.8, min: 1, max: 500 },
    accepts: between(1, 500),
  },
  'negative, without digits after the point': {
    options: { min: -5, max: -3, scale: 0 },
    accepts: (value) => expect(value).toMatch(/^-[345]$/),
  },
});

const cellsOf = async (
  generator: typeof numberInt | typeof numberFloat | typeof numberDecimal,
  options: Record<string, unknown>,
  rows: number,
) => {
  const request = requestOf({ t: generatedTable(rows, { x: column(generator.name, options) }) });
  const { tables } = await planTables(
    { request, imports: {} },
    { [generator.name]: generator as never },
  );
  return (await programRows(tables[0]!.program, 0, rows)).map(({ x }) => Number(x));
};

const ROWS = 100_000;
const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const varianceOf = (values: readonly number[]) => {
  const mean = meanOf(values);
  return meanOf(values.map((value) => (value - mean) ** 2));
};

describe('distributions follow theory', () => {
  // Tolerances are five standard errors and more: a false alarm is next to impossible, and cells never change.
  it.each([
    { options: { distribution: 'uniform', min: 10, max: 20 }, mean: 15, variance: 100 / 12 },
    { options: { distribution: 'normal', mean: 100, deviation: 15 }, mean: 100, variance: 225 },
    {
      options: { distribution: 'lognormal', mean: 1, sigma: 0.5 },
      mean: Math.exp(1.125),
      variance: (Math.exp(0.25) - 1) * Math.exp(2.25),
    },
    { options: { distribution: 'exponential', rate: 0.2 }, mean: 5, variance: 25 },
    { options: { distribution: 'pareto', minimum: 1, shape: 6 }, mean: 1.2, variance: 6 / 25 / 4 },
    // A normal distribution cut off at its mean: the half-normal one.
    {
      options: { distribution: 'normal', mean: 0, deviation: 1, min: 0 },
      mean: Math.sqrt(2 / Math.PI),
      variance: 1 - 2 / Math.PI,
    },
  ])('number.float $options', async ({ options, mean, variance }) => {
    const values = await cellsOf(numberFloat, options, ROWS);
    expect(Math.abs(meanOf(values) - mean)).toBeLessThan(6 * Math.sqrt(variance / ROWS));
    expect(varianceOf(values) / variance).toBeGreaterThan(0.93);
    expect(varianceOf(values) / variance).toBeLessThan(1.07);
  });

  it.each([0.5, 3, 40, 200])('poisson with mean %f has that mean and variance', async (mean) => {
    const values = await cellsOf(numberInt, { distribution: 'poisson', mean }, ROWS);
    expect(Math.abs(meanOf(values) - mean)).toBeLessThan(6 * Math.sqrt(mean / ROWS));
    expect(varianceOf(values) / mean).toBeGreaterThan(0.95);
    expect(varianceOf(values) / mean).toBeLessThan(1.05);
  });

  it('zipf gives rank k its share', async () => {
    const values = await cellsOf(
      numberInt,
      { distribution: 'zipf', exponent: 1, min: 1, max: 10 },
      ROWS,
    );
    const harmonic = Array.from({ length: 10 }, (_, k) => 1 / (k + 1)).reduce((a, b) => a + b, 0);
    for (const rank of [1, 2, 5, 10]) {
      const share = values.filter((value) => value === rank).length / ROWS;
      expect(Math.abs(share - 1 / rank / harmonic)).toBeLessThan(0.008);
    }
  });

  it('a histogram keeps its weights, and every value of a bucket is as likely', async () => {
    const values = await cellsOf(
      numberInt,
      {
        distribution: 'histogram',
        buckets: [
          { min: 0, max: 9, weight: 3 },
          { min: 10, max: 19, weight: 1 },
        ],
      },
      ROWS,
    );
    const share = (value: number) => values.filter((other) => other === value).length / ROWS;
    for (const value of [0, 5, 9]) expect(share(value)).toBeCloseTo(0.075, 2);
    for (const value of [10, 19]) expect(share(value)).toBeCloseTo(0.025, 2);
  });

  it('rounding gives the values at both bounds their full share', async () => {
    const values = await cellsOf(
      numberInt,
      { distribution: 'normal', mean: 0, deviation: 1000, min: -1, max: 1 },
      ROWS,
    );
    for (const value of [-1, 0, 1])
      expect(values.filter((other) => other === value).length / ROWS).toBeCloseTo(1 / 3, 1);
  });
});

describe('refuses', () => {
  it.each([
    [
      numberInt,
      { distribution: 'normal', mean: 3 },
      'number.int: distribution normal needs deviation',
    ],
    [
      numberInt,
      { distribution: 'uniform', rate: 3 },
      '"rate" cannot be used with distribution uniform',
    ],
    [numberInt, { min: 10, max: 1 }, 'no value lies from 10 to 1'],
    [numberInt, { min: 1, max: 5, multipleOf: 7 }, 'no value lies from 1 to 5'],
    [numberInt, { min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }, 'more than 2^53 values'],
    [
      numberInt,
      { distribution: 'normal', mean: 0, deviation: 1, min: 100, max: 200 },
      'next to no value of this normal distribution',
    ],
    [
      numberInt,
      {
        distribution: 'histogram',
        buckets: [
          { min: 0, max: 5, weight: 1 },
          { min: 5, max: 9, weight: 1 },
        ],
      },
      'overlaps',
    ],
    [numberInt, { distribution: 'poisson', mean: -1 }, 'must be above 0'],
    [numberFloat, { distribution: 'zipf', max: 5 }, 'use number.int'],
    [numberFloat, { min: 2, max: 1 }, 'min 2 exceeds max 1'],
    [numberDecimal, { max: 1e12, scale: 8 }, 'beyond 2^53 steps'],
  ])('%o', async (generator, options, message) => {
    await expect(cellsOf(generator as typeof numberInt, options, 1)).rejects.toThrow(message);
  });

  it('unique values by another distribution, saying why', async () => {
    const request = requestOf({
      t: generatedTable(10, {
        x: column('number.int', { distribution: 'poisson', mean: 5 }, { unique: true }),
      }),
    });
    await expect(
      planTables({ request, imports: {} }, { 'number.int': numberInt as never }),
    ).rejects.toThrow('distribution is uniform');
  });
});
