import { describe, expect, it } from 'vitest';
import type { TableShape } from '../../model/table-shape.ts';
import type { Expectation } from '../../validate/define.ts';
import { resolveExpectations } from '../../validate/resolve.ts';
import { createRowCheck } from './row-check.ts';

const SHAPE: TableShape = {
  name: 'orders',
  columns: [
    { name: 'id', type: { kind: 'integer' }, nullable: false },
    { name: 'price', type: { kind: 'decimal', scale: 2 }, nullable: false },
    { name: 'total', type: { kind: 'bigint' }, nullable: true },
    { name: 'a/b~c', type: { kind: 'string' }, nullable: true },
  ],
  key: ['id'],
  unique: [],
  references: [],
};

const ROW = { id: 1, price: '2.50', total: 3n, 'a/b~c': 'x' };

const SCHEMA = {
  type: 'object',
  properties: {
    price: { type: 'number', minimum: 1 },
    total: { type: ['integer', 'null'] },
    'a/b~c': { type: ['string', 'null'], maxLength: 3, pattern: '^x' },
  },
};

const about = (expectation: Partial<Expectation>): Expectation => ({
  expect: 'rowSatisfies',
  table: 'orders',
  columns: [],
  options: {},
  ...expectation,
});

const checkOf = (expectations: readonly Expectation[] = [], schema?: object) =>
  createRowCheck({
    shape: SHAPE,
    expectations: resolveExpectations(expectations, [SHAPE, { ...SHAPE, name: 'others' }]),
    ...(schema === undefined ? {} : { schema: { root: schema } }),
  });

describe('createRowCheck', () => {
  it('sees cells as NDJSON has them', () => {
    expect(checkOf([], SCHEMA)(ROW)).toEqual([]);
    expect(checkOf([], SCHEMA)({ ...ROW, price: '0.99' })).toEqual([
      { rule: 'minimum', column: 'price' },
    ]);
    expect(checkOf([], SCHEMA)({ ...ROW, price: '0,99' })).toEqual([
      { rule: 'type', column: 'price' },
    ]);
  });

  it('names every rule that a cell breaks, and columns with odd names', () => {
    expect(checkOf([], SCHEMA)({ ...ROW, 'a/b~c': 'yyyy' })).toEqual([
      { rule: 'maxLength', column: 'a/b~c' },
      { rule: 'pattern', column: 'a/b~c' },
    ]);
  });

  it('counts a null that may not be once, by the schema where it speaks of it', () => {
    const row = { ...ROW, price: null };
    expect(checkOf()(row)).toEqual([{ rule: 'valuesAreNotNull', column: 'price' }]);
    expect(checkOf([], SCHEMA)(row)).toEqual([{ rule: 'type', column: 'price' }]);
    expect(checkOf()({ ...ROW, total: null })).toEqual([]);
  });

  it('asks expectations about single rows of its table, and no others', () => {
    const check = checkOf([
      about({ options: { expression: 'price < 5' } }),
      about({ table: 'others', options: { expression: 'price > 100' } }),
      about({ expect: 'valuesAreBetween', columns: ['total'], options: { max: 5 } }),
      about({ expect: 'valuesAreUnique', columns: ['total'] }),
      about({ expect: 'rowCountIsBetween', options: { rows: 1000 } }),
      about({ where: 'total > 100', options: { expression: 'id > 100' } }),
    ]);
    expect(check(ROW)).toEqual([]);
    expect(check({ ...ROW, price: '7.00', total: 6n })).toEqual([
      { rule: 'rowSatisfies', column: 'price' },
      { rule: 'valuesAreBetween', column: 'total' },
    ]);
    expect(check({ ...ROW, total: 101n }).map(({ rule }) => rule)).toContain('rowSatisfies');
  });
});
