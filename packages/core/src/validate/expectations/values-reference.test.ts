import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { valuesReference } from './values-reference.ts';

const query = queryFor(valuesReference, ['user', 'shop'], {
  parentTable: 'users',
  parentColumns: ['id', 'shop'],
});
const users = [
  { id: 1, shop: 'a' },
  { id: 2, shop: 'a' },
];

describe('valuesReference', () => {
  it('passes when each row leads to a parent or to none, however the tables are split', () => {
    const rows = [
      { user: 1, shop: 'a' },
      { user: 2, shop: 'a' },
      { user: null, shop: 'b' },
    ];
    for (const outcome of outcomesOf(query, { rows, users })) {
      expect(outcome).toEqual({ passed: true, checkedRows: 3, failingRows: [] });
    }
  });

  it('finds the rows whose parent is missing, however the tables are split', () => {
    const rows = [
      { user: 1, shop: 'a' },
      { user: 1, shop: 'b' },
      { user: 3, shop: 'a' },
    ];
    for (const outcome of outcomesOf(query, { rows, users })) {
      expect(outcome).toEqual({ passed: false, checkedRows: 3, failingRows: [1, 2] });
    }
  });

  it('follows a table into itself', () => {
    const self = queryFor(valuesReference, ['boss'], {
      parentTable: 'rows',
      parentColumns: ['id'],
    });
    const rows = [
      { id: 1, boss: null },
      { id: 2, boss: 1 },
      { id: 3, boss: 9 },
    ];
    for (const outcome of outcomesOf(self, { rows })) expect(outcome.failingRows).toEqual([2]);
  });
});
