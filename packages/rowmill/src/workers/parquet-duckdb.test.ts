import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import zlib from 'node:zlib';
import type { ColumnShape } from '@rowmill/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Cell,
  type ParquetBytesOptions,
  parquetBytes,
  type TestColumn,
} from '../../../core/src/format/parquet/testing/batches.ts';
import { largeTable } from '../../../core/src/format/parquet/testing/large-table.ts';
import { type Database, openDuckDb } from '../validation/open-duckdb.ts';
import { CompressionError, pageOptions } from './parquet-codec.ts';

type ValueType = ColumnShape['type'];

/** A column as text, instants as milliseconds; numbers stay what they are. */
function asText({ name, type }: TestColumn): string {
  switch (type.kind) {
    case 'float':
      return `"${name}"`;
    case 'timestamp':
      return `epoch_ms("${name}")::varchar`;
    default:
      return `"${name}"::varchar`;
  }
}

/** A cell as {@link asText} has it. */
function textOf(cell: Cell, type: ValueType): Cell {
  if (cell === null || type.kind === 'float') return cell;
  if (type.kind === 'date') return new Date(Number(cell) * 864e5).toISOString().slice(0, 10);
  if (type.kind === 'decimal') return (Number(cell) / 10 ** type.scale).toFixed(type.scale);
  return String(cell);
}

describe('DuckDB', () => {
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    database = await openDuckDb();
    folder = await mkdtemp(join(tmpdir(), 'rowmill-parquet-'));
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });
  const write = async (
    columns: readonly TestColumn[],
    options: ParquetBytesOptions = {},
  ): Promise<string> => {
    const path = join(folder, 'table.parquet');
    await writeFile(path, parquetBytes(columns, options));
    return path;
  };

  it.each([
    [0, 'snappy'],
    [1, 'none'],
    [7, 'gzip'],
    [9001, 'zstd'],
    [33_001, 'snappy'],
    [20_000, 'none'],
    [20_000, 'gzip'],
  ] as const)('reads all kinds of %i rows, pages by %s', async (rows, compression) => {
    if (compression === 'zstd' && !('zstdCompressSync' in zlib)) {
      expect(() => pageOptions(compression)).toThrow(CompressionError);
      expect(() => pageOptions(compression)).toThrow('has no Zstandard - use Node 22.15 or newer');
      return;
    }
    const columns = largeTable(rows);
    const path = await write(columns, pageOptions(compression));
    const found = await database.query(
      `SELECT ${columns.map(asText).join(', ')} FROM read_parquet('${path}', file_row_number = true) ORDER BY file_row_number`,
    );
    expect(found.length).toBe(rows);
    for (const [c, { name, type, cells }] of columns.entries()) {
      const differs = cells.findIndex((cell, i) => textOf(cell, type) !== found[i]?.[c]);
      expect({ name, cell: found[differs]?.[c] }).toEqual({ name });
    }
  });

  it('sees the types that the columns have', async () => {
    const path = await write(largeTable(1));
    const types = await database.query(`DESCRIBE SELECT * FROM '${path}'`);
    expect(Object.fromEntries(types.map(([name, type]) => [name, type]))).toMatchObject({
      id: 'BIGINT',
      city: 'VARCHAR',
      no_date: 'DATE',
      rare: 'DOUBLE',
      flag: 'BOOLEAN',
      at: 'TIMESTAMP WITH TIME ZONE',
      big: 'BIGINT',
      price: 'DECIMAL(18,2)',
      key: 'UUID',
      doc: 'JSON',
    });
  });

  it('finds rows by the bounds of texts, UUIDs and flags', async () => {
    const columns = largeTable(140_000);
    const path = await write(columns);
    const texts = columns.find(({ name }) => name === 'own')?.cells ?? [];
    const keys = columns.find(({ name }) => name === 'key')?.cells ?? [];
    for (const row of [0, 77, 131_071, 131_072, 139_999]) {
      const [found] = await database.query(
        `SELECT id::int FROM '${path}' WHERE own = '${texts[row]}'`,
      );
      expect(found).toEqual([row + 1]);
      const [byKey] = await database.query(
        `SELECT count(*)::int FROM '${path}' WHERE key = '${keys[row | 1]}'`,
      );
      expect(byKey).toEqual([1]);
    }
    const bounds = await database.query(
      `SELECT path_in_schema, stats_min_value, stats_max_value FROM parquet_metadata('${path}')
       WHERE row_group_id = 0 AND path_in_schema IN ('city', 'flag', 'constant')`,
    );
    expect(Object.fromEntries(bounds.map(([name, ...ends]) => [name, ends]))).toEqual({
      city: ['Bonn', 'Ålesund'],
      flag: ['false', 'true'],
      constant: ['same', 'same'],
    });
  });

  it('finds rows by the bounds of row groups', async () => {
    const path = await write(largeTable(140_000));
    const [row] = await database.query(
      `SELECT count(*)::int, min(id)::int FROM '${path}' WHERE id BETWEEN 135000 AND 135009 AND price > 0`,
    );
    expect(row).toEqual([10, 135_000]);
  });
});
