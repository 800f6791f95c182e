import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { valuesAreInSet } from './values-are-in-set.ts';

describe('valuesAreInSet', () => {
  const rows = [{ a: 'paid' }, { a: 'Paid' }, { a: null }, { a: 'sent' }];

  it('finds what is not listed, however the table is split', () => {
    const query = queryFor(valuesAreInSet, ['a'], { values: ['paid', 'sent'] });
    for (const outcome of outcomesOf(query, { rows }))
      expect(outcome).toEqual({ passed: false, checkedRows: 4, failingRows: [1] });
  });

  it('finds what is listed, when none may be', () => {
    const query = queryFor(valuesAreInSet, ['a'], { values: ['paid', 'lost'], not: true });
    for (const outcome of outcomesOf(query, { rows })) expect(outcome.failingRows).toEqual([0]);
  });

  it('compares numbers by their size', () => {
    const query = queryFor(valuesAreInSet, ['a'], { values: [1, '2.50'] }, { a: 'decimal' });
    const prices = [{ a: '1.00' }, { a: '2.50' }, { a: '2.51' }];
    for (const outcome of outcomesOf(query, { rows: prices }))
      expect(outcome.failingRows).toEqual([2]);
  });

  it('refuses values of another type, and no values', () => {
    expect(() => queryFor(valuesAreInSet, ['a'], { values: ['one'] }, { a: 'integer' })).toThrow(
      '"one" cannot be a value of a, which is a number',
    );
    expect(() => queryFor(valuesAreInSet, ['a'], { values: [1] })).toThrow('which is text');
    expect(valuesAreInSet.options.safeParse({ values: [] }).success).toBe(false);
  });
});
