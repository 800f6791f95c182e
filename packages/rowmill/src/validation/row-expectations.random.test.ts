import type { TableShape, ValueType } from '@rowmill/core';
import {
  concludeState,
  type Expectation,
  mergeStates,
  observeRows,
  resolveExpectations,
} from '@rowmill/core/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useScratchDatabase } from '../testing/scratch-database.ts';
import { checkDataset } from './dataset-checks.ts';
import { quoteName, quoteText } from './sql-names.ts';

const scratch = useScratchDatabase();

const COLUMNS: Readonly<
  Record<string, { type: ValueType; sql: string; cells: fc.Arbitrary<string | null> }>
> = {
  n: column({ kind: 'bigint' }, 'BIGINT', '-2', '0', '1', '9007199254740993', '9007199254740992'),
  price: column({ kind: 'decimal', scale: 2 }, 'DECIMAL(18, 2)', '-0.01', '0.30', '0.31', '12.50'),
  rate: column({ kind: 'float' }, 'DOUBLE', '0.1', '-0', 'NaN', '1e300'),
  name: column({ kind: 'string' }, 'VARCHAR', '', 'a', "it's", 'É', '\u{1F600}', '\uFF5E'),
  day: column({ kind: 'date' }, 'DATE', '2024-02-28', '2024-02-29', '1969-12-31'),
  at: column(
    { kind: 'timestamp' },
    'TIMESTAMP',
    '2024-02-29T00:00:00.000Z',
    '2024-02-28T12:00:00.001Z',
  ),
};

function column(type: ValueType, sql: string, ...cells: readonly string[]) {
  return { type, sql, cells: fc.option(fc.constantFrom(...cells), { freq: 4 }) };
}

const shape: TableShape = {
  name: 'rows',
  columns: Object.entries(COLUMNS).map(([name, { type }]) => ({ name, type, nullable: true })),
  key: [],
  unique: [],
  references: [],
};

const asked = (
  expect: string,
  columns: readonly string[],
  options: Readonly<Record<string, unknown>> = {},
): Expectation => ({ expect, table: 'rows', columns, options });

const PLAIN: readonly Expectation[] = [
  asked('rowCountIsBetween', [], { max: 3 }),
  asked('valuesAreNotNull', ['n', 'name']),
  asked('valuesAreUnique', ['name', 'day']),
  asked('valuesAreBetween', ['n'], { above: '9007199254740992' }),
  asked('valuesAreBetween', ['price', 'rate'], { min: 0.1, max: '12.499' }),
  asked('valuesAreBetween', ['day', 'at'], { min: '2024-02-29' }),
  asked('valuesAreBetween', ['name'], { below: '\uFF5E' }),
  asked('valuesAreInSet', ['name'], { values: ['a', 'É'] }),
  asked('valuesAreInSet', ['price'], { values: [0.3, '12.5'], not: true }),
  asked('valuesMatchPattern', ['name'], { pattern: '^\\pL*$' }),
  asked('lengthIsBetween', ['name'], { min: 1, max: 1 }),
  asked('columnIsMonotonic', ['n']),
  asked('columnIsMonotonic', ['at'], {
    direction: 'decreasing',
    strictly: true,
    by: ['name', 'n'],
  }),
  asked('columnIsMonotonic', ['rate'], { strictly: true }),
  asked('pairIsOrdered', ['day', 'at']),
  asked('pairIsOrdered', ['price', 'rate'], { orEqual: true }),
  asked('rowSatisfies', [], { expression: 'n > 0 || price * 2 >= n && name != null' }),
];

/** Each of them for all rows, and for some alone. */
const EXPECTATIONS: readonly Expectation[] = [
  ...PLAIN,
  ...PLAIN.map((one) => ({ ...one, where: "length(name) == 1 || day > '2024-02-28'" })),
];

type Row = Readonly<Record<string, string | null>>;

function writePart(rows: readonly Row[]): Promise<string> {
  const names = Object.keys(COLUMNS);
  const lines = rows.map((row) => `(${names.map((name) => quoted(row[name])).join(', ')})`);
  const cast = names.map(
    (name) => `CAST(${quoteName(name)} AS ${COLUMNS[name]?.sql}) AS ${quoteName(name)}`,
  );
  const nothing = `(${names.map(() => 'NULL').join(', ')})`;
  return scratch.writePart(
    `SELECT ${cast.join(', ')} FROM (VALUES ${[nothing, ...lines].join(', ')}) v(${names.map(quoteName).join(', ')}) OFFSET 1`,
  );
}

const quoted = (cell: string | null | undefined): string =>
  cell === null || cell === undefined ? 'NULL' : quoteText(cell);

describe('expectations about rows', () => {
  it('mean in SQL what they mean row by row, on random tables in two parts', async () => {
    const row = fc.record(
      Object.fromEntries(Object.entries(COLUMNS).map(([name, { cells }]) => [name, cells])),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), fc.nat(), async (rows, cut) => {
        const at = rows.length === 0 ? 0 : cut % rows.length;
        const results = await checkDataset({
          tables: [shape],
          files: {
            rows: [await writePart(rows.slice(0, at)), await writePart(rows.slice(at))],
          },
          expectations: EXPECTATIONS,
          limit: 1000,
          today: '2026-11-23',
          failuresDirectory: scratch.directory,
        });
        const slices = [
          { table: 'rows', firstRow: at, rows: rows.slice(at) },
          { table: 'rows', firstRow: 0, rows: rows.slice(0, at) },
        ];
        const expected = resolveExpectations(EXPECTATIONS, [shape]).map((one) =>
          concludeState(
            one,
            slices
              .map((slice) => observeRows(one, slice))
              .reduce((a, b) => mergeStates(one, [a, b])),
          ),
        );
        expect(
          results.map(({ passed, checkedRows, examples }) => ({
            passed,
            checkedRows,
            failingRows: examples.map((example) => example.row),
          })),
        ).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
