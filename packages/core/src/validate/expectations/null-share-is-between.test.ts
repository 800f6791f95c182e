import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { nullShareIsBetween } from './null-share-is-between.ts';

const rows = [
  { a: 1, b: null },
  { a: null, b: null },
  { a: 2, b: 3 },
  { a: 4, b: 5 },
];

describe('nullShareIsBetween', () => {
  it.each([
    [['a'], { max: 0.25 }, true, 0.25],
    [['a'], { max: 0.2 }, false, 0.25],
    [['a', 'b'], { min: 0.5, max: 0.5 }, true, 0.5],
    [['a', 'b'], { min: 0.6 }, false, 0.5],
  ])('of %j within %j: %s, however the table is split', (columns, options, passed, figure) => {
    const query = queryFor(nullShareIsBetween, columns, options);
    for (const outcome of outcomesOf(query, { rows }))
      expect(outcome).toEqual({ passed, checkedRows: 4, failingRows: [], figure });
  });

  it('is 0 for a table without rows', () => {
    const query = queryFor(nullShareIsBetween, ['a'], { max: 0.5 });
    for (const outcome of outcomesOf(query, { rows: [] })) expect(outcome.figure).toBe(0);
  });

  it.each([[{}], [{ min: 0, max: 1 }], [{ min: 0.5, max: 0.4 }], [{ max: 2 }]])(
    'refuses the options %j',
    (options) => {
      expect(nullShareIsBetween.options.safeParse(options).success).toBe(false);
    },
  );
});
