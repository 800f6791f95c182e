import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor, tableOf } from '../expectation-laws.ts';
import { distributionMatches } from './distribution-matches.ts';

const TYPES = {
  n: 'integer',
  f: 'float',
  plan: 'string',
  day: 'date',
  paid: 'boolean',
} as const;
const faces = [1, 2, 3, 4, 5, 6, 6, null].map((n) => ({ n }));
const plans = ['free', 'free', 'free', 'pro', null, 'team'].map((plan) => ({ plan }));

const figuresOf = (column: string, options: object, rows: readonly object[]) =>
  outcomesOf(queryFor(distributionMatches, [column], { atMost: 0.1, ...options } as never, TYPES), {
    rows: rows as never,
  }).map(({ figure }) => figure);

describe('distributionMatches', () => {
  it('measures KS of whole numbers where a declared spread jumps too', () => {
    const die = { method: 'ks', distribution: 'uniform', min: 1, max: 6 };
    // One six too many: up to 5 there are 5/7 in place of 5/6.
    for (const figure of figuresOf('n', die, faces)) expect(figure).toBeCloseTo(5 / 6 - 5 / 7, 12);
  });

  it('measures TV of weights as choice takes them, without nulls', () => {
    for (const values of [
      { free: 3, pro: 1, team: 1 },
      [
        { value: 'free', weight: 3 },
        { value: 'pro', weight: 1 },
        { value: 'team', weight: 1 },
      ],
    ])
      for (const figure of figuresOf('plan', { method: 'tv', values }, plans))
        expect(figure).toBeCloseTo(0, 12);
    for (const figure of figuresOf('plan', { method: 'tv', values: ['free', 'pro'] }, plans))
      expect(figure).toBeCloseTo((0.1 + 0.3 + 0.2) / 2, 12);
  });

  it('takes declared categories as the numbers and instants that they are', () => {
    const types = { amount: 'decimal', at: 'timestamp', n: 'integer', f: 'float' } as const;
    const rows = [
      { amount: '0.50', at: '2024-01-31T00:00:00.000Z', n: 1, f: 2 },
      { amount: '12.00', at: '2024-02-29T12:30:00.000Z', n: 2, f: 0.5 },
    ];
    const declared = {
      amount: [0.5, '12'],
      at: ['2024-01-31T00:00:00Z', '2024-02-29T12:30:00+00:00'],
      n: ['1.0', 2],
      f: ['2.0', 0.5],
    };
    for (const [column, values] of Object.entries(declared)) {
      const query = queryFor(
        distributionMatches,
        [column],
        { method: 'tv', values, atMost: 0.1 },
        types,
      );
      for (const { figure } of outcomesOf(query, { rows })) expect(figure).toBeCloseTo(0, 12);
    }
  });

  it('measures PSI over quantile bins, an empty one as 0.0001', () => {
    const rows = [1, 1, 2, 2].map((n) => ({ n }));
    const options = { method: 'psi', distribution: 'uniform', min: 1, max: 4, bins: 2 };
    const wanted = 0.5 * Math.log(2) + (0.0001 - 0.5) * Math.log(0.0001 / 0.5);
    for (const figure of figuresOf('n', options, rows)) expect(figure).toBeCloseTo(wanted, 12);
  });

  it('compares with another table, in any order of slices', () => {
    const tables = [tableOf('rows', { f: 'float' }), tableOf('past', { g: 'float' })];
    const options = distributionMatches.options.parse({
      method: 'ks',
      reference: { table: 'past', column: 'g' },
      atMost: 0.5,
    });
    const query = distributionMatches.query(['f'], options, { table: tables[0]!, tables });
    const rows = [1, 2, 3, 4].map((f) => ({ f }));
    const past = [1, 2, 3, 10, 11, 12].map((g) => ({ g }));
    for (const outcome of outcomesOf(query, { rows, past }))
      expect(outcome).toMatchObject({ passed: true, figure: 0.5 });
    for (const outcome of outcomesOf(query, { rows, past: [] }))
      expect(outcome).toEqual({ passed: false, checkedRows: 4, failingRows: [] });
  });

  it.each([
    [{ method: 'ks' }],
    [{ method: 'ks', values: { a: 1 }, distribution: 'uniform' }],
    [{ method: 'chi', values: { a: 1 } }],
    [{ method: 'psi', distribution: 'uniform', bins: 1 }],
    [{ method: 'ks', distribution: 'triangular' }],
    [{ method: 'ks', reference: { table: 'a' } }],
  ])('refuses the options %j', (options) => {
    expect(distributionMatches.options.safeParse({ atMost: 0.1, ...options }).success).toBe(false);
  });

  it.each([
    ['plan', { method: 'ks', values: { a: 1 } }, 'compares numbers'],
    ['plan', { method: 'ks', distribution: 'normal', mean: 0, deviation: 1 }, 'have no order'],
    ['n', { method: 'tv', distribution: 'normal', mean: 0, deviation: 1 }, 'declare "values"'],
    ['n', { method: 'ks', distribution: 'normal', mean: 0 }, 'needs deviation'],
    ['n', { method: 'ks', distribution: 'uniform', min: 1 }, 'needs min and max'],
    ['n', { method: 'ks', distribution: 'uniform', min: 2, max: 1 }, 'exceeds max'],
    ['n', { method: 'ks', distribution: 'poisson', mean: 3, sigma: 1 }, 'cannot be used'],
    ['day', { method: 'ks', distribution: 'uniform', min: 1, max: 2 }, 'have no declared'],
    ['plan', { method: 'tv', values: { a: 0 } }, 'no value has a weight above 0'],
    ['plan', { method: 'tv', values: [{ value: 'a', weight: 1 }, 'b'] }, 'every value a weight'],
    ['n', { method: 'ks', reference: { table: 'rows', column: 'day' } }, 'cannot be compared'],
    ['n', { method: 'ks', reference: { table: 'none', column: 'x' } }, 'no table "none"'],
  ])('tells what does not fit: %s %j', (column, options, problem) => {
    const query = () =>
      queryFor(distributionMatches, [column], { atMost: 0.1, ...options } as never, TYPES);
    expect(query).toThrow(problem);
  });
});
