import { createHash } from 'node:crypto';
import type { ColumnShape } from '@rowmill/core';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import {
  type Cell,
  parquetBytes,
  type TestColumn,
} from '../../../core/src/format/parquet/testing/batches.ts';
import { largeTable } from '../../../core/src/format/parquet/testing/large-table.ts';

type ValueType = ColumnShape['type'];

const KEEP = {
  timestampFromMilliseconds: (ms: bigint) => Number(ms),
  dateFromDays: (days: number) => days,
  stringFromBytes: text,
  jsonFromBytes: text,
};

function text(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** What hyparquet makes of a file, as cells of ours. */
async function readBack(bytes: Uint8Array, columns: readonly TestColumn[]): Promise<Cell[][]> {
  const file = new Uint8Array(bytes).buffer;
  const rows = await parquetReadObjects({ file, parsers: KEEP as never });
  return columns.map(({ name, type }) => rows.map((row) => cellOf(row[name], type)));
}

function cellOf(value: unknown, type: ValueType): Cell {
  if (value === null || value === undefined) return null;
  if (type.kind === 'integer') return Number(value);
  if (type.kind === 'decimal') return Math.round(Number(value) * 10 ** type.scale);
  return value as Cell;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const int = (min: number, max: number) => fc.integer({ min, max });
const anyText = fc.string({ unit: 'binary' });
const anyCell: Record<ValueType['kind'], fc.Arbitrary<Cell>> = {
  string: fc.oneof(anyText, fc.constantFrom('', 'yes', 'no'), fc.string({ maxLength: 400 })),
  json: fc
    .oneof(fc.constantFrom('{}', '[1,2]'), fc.json({ noUnicodeString: true }))
    .map((text) => JSON.stringify(JSON.parse(text))),
  integer: fc.oneof(int(-9, 9), fc.maxSafeInteger(), fc.constantFrom(2 ** 53, -(2 ** 53), 2 ** 32)),
  bigint: fc.oneof(
    fc.bigInt({ min: -9n, max: 9n }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  ),
  float: fc.double({ noNaN: true }),
  decimal: int(-1e12, 1e12),
  boolean: fc.boolean(),
  uuid: fc.uuid(),
  timestamp: fc.oneof(int(1.7e12, 1.8e12), int(-8.64e15, 8.64e15)),
  date: fc.oneof(int(19_000, 20_000), int(-(2 ** 31), 2 ** 31 - 1)),
};
const TYPES: readonly ValueType[] = [
  { kind: 'string' },
  { kind: 'json' },
  { kind: 'integer' },
  { kind: 'bigint' },
  { kind: 'float' },
  { kind: 'decimal', scale: 2 },
  { kind: 'boolean' },
  { kind: 'uuid' },
  { kind: 'timestamp' },
  { kind: 'date' },
];

/** Columns of every kind, with and without nulls, all of the same length. */
const anyTable = fc.nat({ max: 300 }).chain((rows) =>
  fc.tuple(
    ...TYPES.flatMap((type) =>
      [false, true].map((nullable) => {
        const cell = anyCell[type.kind];
        const name = `${type.kind}${nullable ? '_null' : ''}`;
        return fc
          .array(nullable ? fc.option(cell, { nil: null }) : cell, {
            minLength: rows,
            maxLength: rows,
          })
          .map((cells): TestColumn => ({ name, type, nullable, cells }));
      }),
    ),
  ),
);

const comparable = (cell: Cell): Cell => (Object.is(cell, -0) ? 0 : cell);

describe('a Parquet file of ours', () => {
  it('gives hyparquet every cell of every kind', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async (columns) => {
        const cells = await readBack(parquetBytes(columns), columns);
        for (const [c, column] of columns.entries()) {
          expect(cells[c]?.map(comparable), column.name).toEqual(column.cells.map(comparable));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('shows documents as documents to a reader without settings of its own', async () => {
    const cells = ['{"a":[1,"x"]}', '[]', null];
    const column: TestColumn = { name: 'doc', type: { kind: 'json' }, nullable: true, cells };
    const file = new Uint8Array(parquetBytes([column])).buffer;
    expect(await parquetReadObjects({ file })).toEqual(
      cells.map((cell) => ({ doc: cell === null ? null : JSON.parse(cell) })),
    );
  });

  it.each([1, 999, 8191, 20_000])('has the same bytes in batches of %i rows', (batchRows) => {
    const columns = largeTable(batchRows === 1 ? 700 : 40_000);
    expect(Buffer.compare(parquetBytes(columns, { batchRows }), parquetBytes(columns))).toBe(0);
  });

  it('has the same bytes whatever the batches are, by either engine', () => {
    fc.assert(
      fc.property(anyTable, int(1, 50), (columns, batchRows) => {
        const expected = hex(parquetBytes(columns, { engine: 'ts' }));
        expect(hex(parquetBytes(columns, { batchRows }))).toBe(expected);
        expect(hex(parquetBytes(columns, { batchRows, engine: 'ts' }))).toBe(expected);
      }),
      { numRuns: 25 },
    );
  });

  it.each([1, 9000, 140_000])(
    'of %i rows is the same by either engine',
    (rows) => {
      const columns = largeTable(rows);
      const reference = parquetBytes(columns, { engine: 'ts' });
      expect(Buffer.compare(parquetBytes(columns), reference)).toBe(0);
    },
    30_000,
  );
});

describe('the footer', () => {
  const metadata = parquetMetadata(new Uint8Array(parquetBytes(largeTable(140_000))).buffer);
  const column = (group: number, name: string) =>
    metadata.row_groups[group]?.columns.find(
      ({ meta_data }) => meta_data?.path_in_schema[0] === name,
    )?.meta_data;

  it('lists groups of 131,072 rows', () => {
    expect(metadata.row_groups.map(({ num_rows }) => num_rows)).toEqual([131_072n, 8928n]);
  });

  it('bounds what can be compared, and counts nulls', () => {
    expect(column(1, 'id')?.statistics).toMatchObject({
      min_value: 131_073n,
      max_value: 140_000n,
      null_count: 0n,
    });
    expect(column(0, 'price')?.statistics).toMatchObject({
      min_value: -5,
      max_value: expect.closeTo((131_071 * 99 - 500) / 100, 6),
    });
    expect(column(0, 'big')?.statistics).toMatchObject({
      min_value: -(2n ** 62n) + 1n,
      max_value: -(2n ** 62n) + 131_071n,
    });
    expect(column(0, 'at')?.statistics?.min_value).toEqual(new Date(1.7e12));
    expect(column(0, 'flag')?.statistics).toMatchObject({ min_value: false, max_value: true });
    expect(column(1, 'nothing')?.statistics).toMatchObject({ null_count: 8928n });
    expect(column(1, 'no_date')?.statistics?.min_value).toBeUndefined();
  });

  it('names the encoding that suits the cells', () => {
    expect(column(0, 'city')?.encodings).toContain('RLE_DICTIONARY');
    expect(column(0, 'repeated')?.encodings).toContain('RLE_DICTIONARY');
    expect(column(0, 'own')?.encodings).toContain('DELTA_LENGTH_BYTE_ARRAY');
    expect(column(0, 'own_entries')?.encodings).toContain('DELTA_LENGTH_BYTE_ARRAY');
    expect(column(0, 'id')?.encodings).toContain('DELTA_BINARY_PACKED');
    expect(column(0, 'wide')?.encodings).toContain('PLAIN');
    expect(column(0, 'key')?.codec).toBe('UNCOMPRESSED');
    expect(column(0, 'own')?.codec).toBe('SNAPPY');
  });
});

it('keeps its bytes from release to release', () => {
  const bytes = parquetBytes(largeTable(40_000));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(
    '368960926c5ffebba1bc3a95dc05d1169b2a8bcef06cd96714cbcaf74ad56b15',
  );
});
