import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { correlationIsNear } from './correlation-is-near.ts';

const TYPES = { x: 'integer', y: 'float', name: 'string' } as const;
const rows = [
  { x: 1, y: 1 },
  { x: 2, y: 8 },
  { x: null, y: 100 },
  { x: 3, y: 27 },
  { x: 4, y: 64 },
];

describe('correlationIsNear', () => {
  it.each([
    // By hand: covariance 26, variances 5/3 and 6262/9 ... of the four pairs without a null.
    ['pearson', 0.95, 0.01, true, 0.9514],
    ['pearson', 1, 0.01, false, 0.9514],
    ['spearman', 1, 0, true, 1],
  ] as const)(
    '%s is %f ± %f: %s, however the table is split',
    (method, value, tolerance, passed, r) => {
      const query = queryFor(correlationIsNear, ['x', 'y'], { method, value, tolerance }, TYPES);
      for (const outcome of outcomesOf(query, { rows })) {
        expect(outcome.figure).toBeCloseTo(r, 3);
        expect(outcome.passed).toBe(passed);
      }
    },
  );

  it('fails where a column is constant, as there is no coefficient', () => {
    const query = queryFor(correlationIsNear, ['x', 'y'], { value: 0 }, TYPES);
    const same = rows.map((row) => ({ ...row, x: 7 }));
    for (const outcome of outcomesOf(query, { rows: same }))
      expect(outcome).toEqual({ passed: false, checkedRows: 5, failingRows: [] });
  });

  it('refuses texts, and values that are no coefficient', () => {
    expect(() => queryFor(correlationIsNear, ['x', 'name'], { value: 0 }, TYPES)).toThrow(
      'rows.name holds string values',
    );
    expect(correlationIsNear.options.safeParse({ value: 2 }).success).toBe(false);
  });
});
