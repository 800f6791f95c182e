import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { valuesAreNotNull } from './values-are-not-null.ts';

const query = queryFor(valuesAreNotNull, ['a', 'b'], {});

describe('valuesAreNotNull', () => {
  it('passes when every cell has a value, however the table is split', () => {
    const rows = [
      { a: 0, b: '' },
      { a: 1, b: false },
    ];
    for (const outcome of outcomesOf(query, { rows })) {
      expect(outcome).toEqual({ passed: true, checkedRows: 2, failingRows: [] });
    }
  });

  it('finds the rows with a null in any of the columns, however the table is split', () => {
    const rows = [{ a: 1, b: 1 }, { a: null, b: 1 }, { a: 1, b: 1, c: null }, { a: 1 }];
    for (const outcome of outcomesOf(query, { rows })) {
      expect(outcome).toEqual({ passed: false, checkedRows: 4, failingRows: [1, 3] });
    }
  });

  it('takes no options', () => {
    expect(valuesAreNotNull.options.safeParse({ share: 1 }).success).toBe(false);
  });
});
