import { describe, expect, it } from 'vitest';
import { rows } from '../index.ts';
import { declaredValues } from './declared-values.ts';

const ROWS = 20_000;
const REFERENCE = '2025-01-01T00:00:00.000Z';
/** Kolmogorov-Smirnov distance that 20,000 independent samples stay below but once in a million times. */
const FARTHEST = 0.0192;

async function cellsOf(generator: string, options: object): Promise<unknown[]> {
  const columns = { c: { generator, ...options } };
  const request = {
    name: 'declared',
    referenceDate: REFERENCE,
    tables: { t: { rows: ROWS, columns } },
  };
  const made = await rows(request, 't', { count: ROWS });
  return made.map(({ c }: { readonly c?: unknown }) => c);
}

const declared = (generator: string, options: object) =>
  declaredValues(generator, {
    options: options as Record<string, unknown>,
    referenceTime: Date.parse(REFERENCE),
  });

describe('spreads', () => {
  it.each([
    ['number.int', { min: 1, max: 5 }],
    ['number.int', { min: -100, max: 100, multipleOf: 7 }],
    ['number.int', { min: 10, max: 60, distribution: 'zipf', exponent: 1.2 }],
    ['number.int', { distribution: 'poisson', mean: 4 }],
    ['number.int', { distribution: 'normal', mean: 3, deviation: 2, min: 0 }],
    ['number.float', {}],
    ['number.float', { distribution: 'exponential', rate: 2, max: 1 }],
    ['number.float', { min: 0, max: 1, scale: 1 }],
    ['number.decimal', { distribution: 'lognormal', mean: 3, sigma: 0.8, min: 0.5, max: 2500 }],
    ['number.decimal', { distribution: 'pareto', minimum: 1, shape: 2, scale: 1 }],
    [
      'number.float',
      {
        distribution: 'histogram',
        buckets: [
          { min: 0, max: 1, weight: 3 },
          { min: 4, max: 5, weight: 1 },
        ],
      },
    ],
    ['date.recent', { days: 30 }],
    ['date.past', { years: 2, as: 'date' }],
    ['date.soon', { days: 9, as: 'date' }],
    ['date.future', {}],
    ['date.between', { from: '2024-01-01', to: '2024-01-05', as: 'date' }],
  ])('tell what %s makes of %j', async (generator, options) => {
    const made = await cellsOf(generator, options);
    const isDate = generator.startsWith('date');
    const values = made
      .map((cell) => (isDate ? Date.parse(String(cell)) : Number(cell)))
      .sort((a, b) => a - b);
    const spread = declared(generator, options);
    if (spread?.kind !== 'spread') throw new Error('should be a spread');
    const distances = values.flatMap((value, index) => {
      const isFirst = values[index - 1] !== value;
      return isFirst ? [Math.abs(spread.below(value) - index / ROWS)] : [];
    });
    expect(Math.max(...distances)).toBeLessThan(FARTHEST);
    expect(spread.below((values[0] ?? 0) - 1e-9)).toBeLessThan(0.001);
    expect(spread.min ?? -Infinity).toBeLessThanOrEqual(values[0] ?? 0);
    expect(spread.max ?? Infinity).toBeGreaterThanOrEqual(values.at(-1) ?? 0);
  });

  it('grow from 0 to 1', () => {
    const spread = declared('number.int', { min: 3, max: 9, distribution: 'zipf' });
    if (spread?.kind !== 'spread') throw new Error('should be a spread');
    const shares = [2, 3, 4, 5, 9, 10, 11].map(spread.below);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares[0], shares[1], shares.at(-2), shares.at(-1)]).toEqual([0, 0, 1, 1]);
  });
});

describe('values', () => {
  it.each([
    ['choice', { values: { free: 80, pro: 18, enterprise: 2, never: 0 } }],
    ['choice', { values: [1, 2, 2, null] }],
    ['boolean', { probability: 0.3 }],
    ['datatype.boolean', {}],
  ])('tell what %s makes of %j', async (generator, options) => {
    const made = await cellsOf(generator, options);
    const values = declared(generator, options);
    if (values?.kind !== 'values') throw new Error('should be values');
    expect(values.values.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    for (const { value, share } of values.values) {
      const found = made.filter((cell) => cell === value).length / ROWS;
      expect(Math.abs(found - share)).toBeLessThan(FARTHEST);
    }
    const allowed = values.values.map(({ value }) => value);
    expect(made.every((cell) => allowed.includes(cell))).toBe(true);
  });
});

it('says nothing of generators whose options tell nothing', () => {
  expect(declared('person.fullName', {})).toBeUndefined();
});
