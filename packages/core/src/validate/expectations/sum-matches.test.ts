import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor, tableOf } from '../expectation-laws.ts';
import { sumMatches } from './sum-matches.ts';

const TYPES = { id: 'integer', total: 'decimal', tax: 'decimal', weight: 'float' } as const;
const rows = [
  { id: 1, total: '0.10', tax: '0.20', weight: 0.1 },
  { id: 2, total: '0.20', tax: null, weight: 0.2 },
  { id: 3, total: null, tax: '0.10', weight: null },
];
const lines = [
  { order: 1, amount: '0.04' },
  { order: 1, amount: '0.06' },
  { order: 2, amount: '0.15' },
  { order: null, amount: '9.00' },
  { order: 3, amount: '1.00' },
];

describe('sumMatches', () => {
  it.each([
    ['total', { equals: '0.30' }, true],
    ['total', { equals: 0.3 }, true],
    ['total', { equals: '0.31' }, false],
    ['total', { equals: '0.31', tolerance: 0.01 }, true],
    ['total', { equalsColumn: 'tax' }, true],
    ['total', { equalsColumn: 'id' }, false],
    // 0.1 + 0.2 is not 0.3 for floats.
    ['weight', { equals: 0.3 }, true],
    ['weight', { equals: 0.3001 }, false],
  ])('adds %s up to %j: %s, however the table is split', (column, options, passed) => {
    const query = queryFor(sumMatches, [column], options, TYPES);
    for (const outcome of outcomesOf(query, { rows })) expect(outcome.passed).toBe(passed);
  });

  it('adds integers beyond 2^53 exactly', () => {
    const query = queryFor(sumMatches, ['n'], { equals: '9223372036854775808' }, { n: 'bigint' });
    const many = [{ n: 9223372036854775807n }, { n: 1n }];
    for (const outcome of outcomesOf(query, { rows: many }))
      expect(outcome).toMatchObject({ passed: true, figure: 0 });
  });

  it('finds the rows that say another sum than their children have', () => {
    const options = {
      children: { table: 'lines', column: 'amount', references: 'order', key: 'id' },
    };
    const tables = [
      tableOf('rows', TYPES),
      tableOf('lines', { order: 'integer', amount: 'decimal' }),
    ];
    const query = sumMatches.query(['total'], sumMatches.options.parse(options), {
      table: tables[0]!,
      tables,
    });
    for (const outcome of outcomesOf(query, { rows, lines }))
      expect(outcome).toEqual({ passed: false, checkedRows: 3, failingRows: [1] });
    for (const outcome of outcomesOf(query, { rows: rows.slice(0, 1), lines }))
      expect(outcome.passed).toBe(true);
  });

  it.each([
    [{}],
    [{ equals: 1, equalsColumn: 'tax' }],
    [{ equals: 'much' }],
    [{ equals: 1, tolerance: -1 }],
    [{ children: { table: 'l', column: 'a', references: ['x', 'y'], key: 'id' } }],
  ])('refuses the options %j', (options) => {
    expect(sumMatches.options.safeParse(options).success).toBe(false);
  });

  it.each([
    ['name', { equals: 1 }, /holds string values, not numbers/],
    ['total', { equalsColumn: 'none' }, /no column "none"; it has/],
    [
      'total',
      { children: { table: 'none', column: 'a', references: 'b', key: 'id' } },
      /no table "none"/,
    ],
  ])('tells what does not fit the table: %s %j', (column, options, problem) => {
    const types = { ...TYPES, name: 'string' } as const;
    expect(() => queryFor(sumMatches, [column], options, types)).toThrow(problem);
  });
});
