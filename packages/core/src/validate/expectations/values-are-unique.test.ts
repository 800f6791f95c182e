import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { valuesAreUnique } from './values-are-unique.ts';

const one = queryFor(valuesAreUnique, ['a'], {});
const two = queryFor(valuesAreUnique, ['a', 'b'], {});

describe('valuesAreUnique', () => {
  it('passes when no combination repeats, nulls aside, however the table is split', () => {
    const rows = [
      { a: 1, b: 'x' },
      { a: 1, b: 'y' },
      { a: 2, b: 'x' },
      { a: null, b: 'x' },
      { a: null, b: 'x' },
    ];
    for (const outcome of outcomesOf(two, { rows })) {
      expect(outcome).toEqual({ passed: true, checkedRows: 5, failingRows: [] });
    }
  });

  it('finds every row that shares its values, however the table is split', () => {
    const rows = [{ a: 7 }, { a: 8 }, { a: 7 }, { a: 9 }, { a: 7 }];
    for (const outcome of outcomesOf(one, { rows })) {
      expect(outcome).toEqual({ passed: false, checkedRows: 5, failingRows: [0, 2, 4] });
    }
  });

  it('does not confuse values that look alike side by side', () => {
    const rows = [
      { a: 'x,y', b: 'z' },
      { a: 'x', b: 'y,z' },
    ];
    for (const outcome of outcomesOf(two, { rows })) expect(outcome.passed).toBe(true);
  });
});
