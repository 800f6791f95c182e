import { describe, expect, it } from 'vitest';
import { RequestError } from '../errors.ts';
import type { TableShape } from '../model/table-shape.ts';
import { impliedExpectations } from './implied.ts';
import { resolveExpectations } from './resolve.ts';

const text = { kind: 'string' } as const;
const tables: TableShape[] = [
  {
    name: 'users',
    columns: [
      { name: 'id', type: text, nullable: true },
      { name: 'shop', type: text, nullable: false },
      { name: 'email', type: text, nullable: true },
    ],
    key: ['id', 'shop'],
    unique: [['email'], ['shop', 'id'], ['email']],
    references: [],
  },
  {
    name: 'orders',
    columns: [
      { name: 'user', type: text, nullable: true },
      { name: 'shop', type: text, nullable: true },
    ],
    key: [],
    unique: [],
    references: [
      { columns: ['user', 'shop'], parentTable: 'users', parentColumns: ['id', 'shop'] },
      { columns: ['shop'], parentTable: 'identity.shops', parentColumns: ['id'] },
    ],
  },
];

describe('impliedExpectations', () => {
  it('says what the shapes promise, each thing once', () => {
    expect(impliedExpectations(tables, { users: 5 })).toEqual([
      { expect: 'rowCountIsBetween', table: 'users', columns: [], options: { rows: 5 } },
      { expect: 'valuesAreNotNull', table: 'users', columns: ['id', 'shop'], options: {} },
      { expect: 'valuesAreUnique', table: 'users', columns: ['id', 'shop'], options: {} },
      { expect: 'valuesAreUnique', table: 'users', columns: ['email'], options: {} },
      {
        expect: 'valuesReference',
        table: 'orders',
        columns: ['user', 'shop'],
        options: { parentTable: 'users', parentColumns: ['id', 'shop'] },
      },
    ]);
  });

  it('is all resolvable', () => {
    const implied = impliedExpectations(tables, { users: 5, orders: 0 });
    expect(resolveExpectations(implied, tables)).toHaveLength(6);
  });
});

describe('resolveExpectations', () => {
  function issuesOf(expectations: Parameters<typeof resolveExpectations>[0]) {
    try {
      resolveExpectations(expectations, tables);
    } catch (error) {
      if (error instanceof RequestError) return error.issues;
      throw error;
    }
    return [];
  }

  it('lists everything that does not fit at once', () => {
    const issues = issuesOf([
      { expect: 'values-are-odd', table: 'users', columns: ['id'], options: {} },
      { expect: 'valuesAreUnique', table: 'users', columns: [], options: {} },
      { expect: 'rowCountIsBetween', table: 'users', columns: ['id'], options: { rows: 1 } },
      { expect: 'rowCountIsBetween', table: 'users', columns: [], options: { rows: 1, min: 1 } },
      { expect: 'valuesAreUnique', table: 'userz', columns: ['id'], options: {} },
      { expect: 'valuesAreUnique', table: 'users', columns: ['mail'], options: {} },
      {
        expect: 'valuesReference',
        table: 'orders',
        columns: ['user'],
        options: { parentTable: 'users', parentColumns: ['id', 'shop'] },
      },
      { expect: 'constructor', table: 'users', columns: ['id'], options: {} },
    ]);
    expect(issues.map(({ code, path }) => [path[2], code])).toEqual([
      [0, 'unknown-expectation'],
      [1, 'expectation-columns'],
      [2, 'expectation-columns'],
      [3, 'expectation-option'],
      [4, 'unknown-table'],
      [5, 'unknown-column'],
      [6, 'expectation-columns'],
      [7, 'unknown-expectation'],
    ]);
  });

  it('refuses a tolerance where no row can fail', () => {
    const about = { table: 'users', columns: ['id'], tolerate: { rows: 1 } };
    const figure = { ...about, expect: 'nullShareIsBetween', options: { max: 0.5 } };
    const number = { ...about, expect: 'satisfiesSql', columns: [] };
    const issues = issuesOf([
      figure,
      { ...number, options: { sql: 'SELECT 1', max: 1 } },
      { ...number, options: { sql: 'SELECT 1' } },
    ]);
    expect(issues?.map(({ path, hint }) => [path, hint])).toEqual([
      [['validation', 'expectations', 0, 'tolerate'], 'widen its bounds'],
      [['validation', 'expectations', 1, 'tolerate'], 'widen its bounds'],
    ]);
  });
});
