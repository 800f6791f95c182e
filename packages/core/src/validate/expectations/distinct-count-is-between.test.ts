import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { distinctCountIsBetween } from './distinct-count-is-between.ts';

const rows = [
  { a: 1, b: 'x' },
  { a: 1, b: 'y' },
  { a: 1, b: 'x' },
  { a: null, b: 'z' },
];

describe('distinctCountIsBetween', () => {
  it.each([false, true])(
    'counts combinations without nulls, however the table is split (approximate: %s)',
    (approximate) => {
      const query = queryFor(distinctCountIsBetween, ['a', 'b'], { min: 2, max: 2, approximate });
      for (const outcome of outcomesOf(query, { rows }))
        expect(outcome).toEqual({ passed: true, checkedRows: 4, failingRows: [], figure: 2 });
    },
  );

  it('fails outside of its bounds', () => {
    const query = queryFor(distinctCountIsBetween, ['b'], { max: 2 });
    for (const outcome of outcomesOf(query, { rows }))
      expect(outcome).toMatchObject({ passed: false, figure: 3 });
  });

  it.each([[{}], [{ min: 3, max: 2 }], [{ min: -1 }], [{ max: 1.5 }]])(
    'refuses the options %j',
    (options) => {
      expect(distinctCountIsBetween.options.safeParse(options).success).toBe(false);
    },
  );
});
