import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ColumnShape } from '@rowmill/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Cell,
  parquetBytes,
  type TestColumn,
} from '../../../core/src/format/parquet/testing/batches.ts';
import { largeTable } from '../../../core/src/format/parquet/testing/large-table.ts';
import { type Database, openDuckDb } from '../validation/open-duckdb.ts';

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
  const write = async (columns: readonly TestColumn[]): Promise<string> => {
    const path = join(folder, 'table.parquet');
    await writeFile(path, parquetBytes(columns));
    return path;
  };

  it.each([0, 1, 7, 33_001])('reads all kinds of %i rows', async (rows) => {
    const columns = largeTable(rows);
    const path = await write(columns);
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

  it('finds rows by the bounds of row groups', async () => {
    const path = await write(largeTable(140_000));
    const [row] = await database.query(
      `SELECT count(*)::int, min(id)::int FROM '${path}' WHERE id BETWEEN 135000 AND 135009 AND price > 0`,
    );
    expect(row).toEqual([10, 135_000]);
  });
});
