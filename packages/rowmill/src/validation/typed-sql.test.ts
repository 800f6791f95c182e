import type { TableShape, ValueType } from '@rowmill/core';
import { evaluateTyped, readCondition } from '@rowmill/core/engine';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDuckDb } from './open-duckdb.ts';
import { quoteName, quoteText } from './sql-names.ts';
import { typedSql } from './typed-sql.ts';

let database: Database;
beforeAll(async () => {
  database = await openDuckDb({ threads: 1 });
});
afterAll(() => database.close());

/** Type of each column, of it in DuckDB, and cells that are odd about it. */
const COLUMNS: Readonly<
  Record<string, { type: ValueType; sql: string; cells: fc.Arbitrary<unknown> }>
> = {
  i: {
    type: { kind: 'integer' },
    sql: 'BIGINT',
    cells: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.maxSafeInteger()),
  },
  big: {
    type: { kind: 'bigint' },
    sql: 'BIGINT',
    cells: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
  },
  price: {
    type: { kind: 'decimal', scale: 2 },
    sql: 'DECIMAL(18, 2)',
    cells: fc.constantFrom('0.00', '12.50', '-0.01', '9999999999999999.99', '3.00'),
  },
  wide: {
    type: { kind: 'decimal', scale: 10 },
    sql: 'DECIMAL(38, 10)',
    cells: fc.constantFrom(
      '0.0000000001',
      '-9999999999999999999999999999.9999999999',
      '12.5000000000',
    ),
  },
  rate: {
    type: { kind: 'float' },
    sql: 'DOUBLE',
    cells: fc.oneof(fc.double(), fc.constantFrom(0.1, -0, 12.5, 3)),
  },
  name: {
    type: { kind: 'string' },
    sql: 'VARCHAR',
    cells: fc.constantFrom(
      '',
      'a',
      'B',
      "it's",
      'É',
      'é',
      'straße',
      '\u{1F600}',
      '\uFF5E',
      '3',
      '-1e2',
      '2024-02-29',
      '2023-02-29',
      '0000-01-01',
      '2024-02-29T23:59:59.5Z',
      'a\nb',
    ),
  },
  tag: {
    type: { kind: 'string' },
    sql: 'VARCHAR',
    cells: fc.constantFrom('a', 'É', '\u{1F600}', '12'),
  },
  on: { type: { kind: 'boolean' }, sql: 'BOOLEAN', cells: fc.boolean() },
  day: {
    type: { kind: 'date' },
    sql: 'DATE',
    cells: fc.constantFrom('0001-01-01', '1969-12-31', '2024-02-29', '2025-01-31', '9999-12-31'),
  },
  at: {
    type: { kind: 'timestamp' },
    sql: 'TIMESTAMP',
    cells: fc.constantFrom(
      '1969-12-31T23:59:59.999Z',
      '2024-02-29T00:00:00.000Z',
      '2025-01-31T12:00:00.001Z',
    ),
  },
};

const table: TableShape = {
  name: 'rows',
  columns: Object.entries(COLUMNS).map(([name, { type }]) => ({ name, type, nullable: true })),
  key: [],
  unique: [],
  references: [],
};

const rows = fc.array(
  fc.record(
    Object.fromEntries(
      Object.entries(COLUMNS).map(([name, { cells }]) => [name, fc.option(cells, { freq: 5 })]),
    ),
  ),
  { minLength: 1, maxLength: 12 },
);

const call = (name: string, ...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => `${name}(${texts.join(', ')})`);
const binary = (
  left: fc.Arbitrary<string>,
  signs: readonly string[],
  right = left,
): fc.Arbitrary<string> =>
  fc.tuple(left, fc.constantFrom(...signs), right).map((parts) => `(${parts.join(' ')})`);

const PATTERNS = [
  '^[A-Za-z]+$',
  'a.b',
  '(?i)É',
  '\\\\d{2}',
  '^$',
  '\\\\pL',
  '[^a]',
  '(a|it)',
  '\\\\bs',
];
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='];

const expressions = fc.letrec<Record<'number' | 'exact' | 'text' | 'time' | 'condition', string>>(
  (tie) => ({
    exact: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('i', 'big', 'price', 'wide', '0', '1', '0.5', '12.50', '-3'),
      binary(tie('exact'), ['+', '-', '*', '%']),
      call('abs', tie('exact')),
      call('length', tie('text')),
      call('year', tie('time')),
      call('month', tie('time')),
      call('day', tie('time')),
      call('daysBetween', tie('time'), tie('time')),
      call('coalesce', tie('exact'), tie('exact')),
      call('if', tie('condition'), tie('exact'), tie('exact')),
      tie('exact').map((text) => `-(${text})`),
    ),
    number: fc.oneof(
      { maxDepth: 3 },
      tie('exact'),
      fc.constantFrom('rate', '1e3', '0.1'),
      call('number', tie('text')),
      binary(fc.constantFrom('rate', 'i', '12.5', '0'), ['+', '-', '*', '/']),
    ),
    text: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('name', 'tag', "'a'", '"it\'s"', "''"),
      call('lower', tie('text')),
      call('upper', tie('text')),
      binary(tie('text'), ['+']),
      binary(tie('text'), ['??']),
    ),
    time: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('day', 'at', "'2024-02-29'", "'2024-02-29T12:00:00Z'"),
      call('date', tie('text')),
      call('timestamp', tie('text')),
      call('date', tie('time')),
      call('addDays', tie('time'), fc.constantFrom('1', '-800000', 'i', 'length(name)')),
    ),
    condition: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('on', 'true', 'name == null', 'isNull(price)'),
      binary(tie('exact'), COMPARISONS),
      binary(tie('text'), COMPARISONS),
      binary(
        fc.constantFrom('day', 'at', 'date(name)', 'timestamp(name)'),
        COMPARISONS,
        tie('time'),
      ),
      binary(
        fc.constantFrom('rate', 'number(name)', 'rate * 2'),
        COMPARISONS,
        fc.constantFrom('rate', '0.1', 'i', 'price', '0 / 0.5'),
      ),
      binary(tie('condition'), ['&&', '||', '==']),
      tie('condition').map((text) => `!(${text})`),
      call('contains', tie('text'), tie('text')),
      call('startsWith', tie('text'), tie('text')),
      call('endsWith', tie('text'), tie('text')),
      call('isIn', tie('exact'), tie('exact'), tie('exact')),
      call('isIn', tie('text'), tie('text')),
      call('isIn', fc.constantFrom('rate', 'price'), fc.constantFrom('rate', '12.5'), tie('exact')),
      call('isBetween', tie('text'), tie('text'), tie('text')),
      fc
        .tuple(tie('text'), fc.constantFrom(...PATTERNS))
        .map(([text, pattern]) => `matches(${text}, '${pattern}')`),
    ),
  }),
);

function selectRows(cells: readonly Readonly<Record<string, unknown>>[]): string {
  const names = Object.keys(COLUMNS);
  const lines = cells.map((row, n) => {
    const values = names.map((name) => {
      const cell = row[name];
      const text = cell === null ? 'NULL' : quoteText(Object.is(cell, -0) ? '-0' : String(cell));
      return `CAST(${text} AS ${COLUMNS[name]?.sql})`;
    });
    return `(${[n, ...values].join(', ')})`;
  });
  return `(VALUES ${lines.join(', ')}) r(n, ${names.map(quoteName).join(', ')})`;
}

async function byDatabase(text: string, cells: readonly Readonly<Record<string, unknown>>[]) {
  const sql = typedSql(readCondition(text, table));
  const found = await database.query(`SELECT ${sql} FROM ${selectRows(cells)} ORDER BY n`);
  return found.map(([value]) => value);
}

describe('typedSql', () => {
  it('means what the evaluation cell by cell means', async () => {
    await fc.assert(
      fc.asyncProperty(expressions.condition, rows, async (text, cells) => {
        let condition: ReturnType<typeof readCondition>;
        try {
          condition = readCondition(text, table);
        } catch (error) {
          // Parts of one kind need not have a type in common: two literals, a date and an instant as texts.
          fc.pre(!(error instanceof RangeError));
          throw error;
        }
        expect(await byDatabase(text, cells), text).toEqual(
          cells.map((row) => evaluateTyped(condition, row)),
        );
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it.each(['lower', 'upper'] as const)(
    'brings every character to %s case alike',
    async (name) => {
      const condition = readCondition(`${name}(name) == tag`, table);
      const found = await database.query(
        `SELECT n, ${name}(chr(n::INTEGER)) FROM range(1, 1114112) t(n)
        WHERE n NOT BETWEEN 55296 AND 57343 AND ${name}(chr(n::INTEGER)) <> chr(n::INTEGER)`,
      );
      const different = found.filter(([n, changed]) => {
        const character = String.fromCodePoint(Number(n));
        // Either side may follow a later Unicode, in which the character has got its other case.
        const isKnown =
          character.toLowerCase() !== character || character.toUpperCase() !== character;
        return isKnown && evaluateTyped(condition, { name: character, tag: changed }) !== true;
      });
      expect(found.length).toBeGreaterThan(1000);
      expect(different).toEqual([]);
    },
    30_000,
  );
});
