import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { DataError } from '@rowmill/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openParquetSource } from './parquet-source.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rowmill-parquet-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** Writes what a query gives by another program than ours. */
async function write(query: string, options = ''): Promise<string> {
  const path = join(directory, `${Math.random().toString(36).slice(2)}.parquet`);
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet${options})`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

async function read(path: string) {
  const source = await openParquetSource({ path });
  const rows: (readonly (string | null)[])[] = [];
  const sizes: number[] = [];
  try {
    for await (const batch of source.rows()) {
      rows.push(...batch);
      sizes.push(batch.length);
    }
    return { columns: source.columns, rows, sizes };
  } finally {
    await source.close();
  }
}

describe('parquet source', () => {
  it('gives every type the text that PostgreSQL has for the value', async () => {
    const path = await write(`SELECT 1::INTEGER AS i, 9007199254740993::BIGINT AS b,
      18446744073709551615::UBIGINT AS u, 4294967295::UINTEGER AS v, true AS yes, 0.1::FLOAT AS s,
      1e15::DOUBLE AS d, -12345678901234567.089::DECIMAL(38,3) AS big, 1.50::DECIMAL(5,2) AS small,
      'Zoë' AS t, '\\x00\\xFF'::BLOB AS raw, DATE '2025-01-31' AS day,
      TIMESTAMP '2025-01-31 23:59:59.5' AS at, TIMESTAMPTZ '1969-12-31 23:59:59.999+00' AS instant,
      TIME '12:30:00.25' AS clock, 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'::UUID AS id,
      [1, 2] AS list, {'a': 1, 'b': 'x'} AS nested, NULL::VARCHAR AS none`);
    const { columns, rows } = await read(path);
    expect(rows).toEqual([
      [
        '1',
        '9007199254740993',
        '18446744073709551615',
        '4294967295',
        't',
        '0.1',
        '1e+15',
        '-12345678901234567.089',
        '1.50',
        'Zoë',
        '\\x00ff',
        '2025-01-31',
        '2025-01-31 23:59:59.5',
        '1969-12-31 23:59:59.999+00',
        '12:30:00.25',
        'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
        '[1, 2]',
        '{"a": 1, "b": "x"}',
        null,
      ],
    ]);
    expect(columns.map(({ sourceType }) => sourceType)).toEqual([
      'integer',
      'bigint',
      'numeric(20,0)',
      'bigint',
      'boolean',
      'real',
      'double precision',
      'numeric(38,3)',
      'numeric(5,2)',
      'text',
      'bytea',
      'date',
      'timestamp without time zone',
      'timestamp with time zone',
      'time without time zone',
      'uuid',
      'jsonb',
      'jsonb',
      'text',
    ]);
  });

  it.each(['', ', COMPRESSION zstd', ', COMPRESSION gzip, ROW_GROUP_SIZE 2048'])(
    'reads all row groups in order, in bounded batches%s',
    async (options) => {
      const path = await write(
        "SELECT n, 'name ' || n % 7 AS name FROM range(20000) AS t (n) ORDER BY n",
        options,
      );
      const { rows, sizes } = await read(path);
      expect(rows).toHaveLength(20_000);
      expect(rows.every(([n, name], row) => n === `${row}` && name === `name ${row % 7}`)).toBe(
        true,
      );
      expect(Math.max(...sizes)).toBeLessThanOrEqual(8192);
    },
  );

  it('refuses a file that is cut off or none at all, and names one that is not there', async () => {
    const path = await write('SELECT 1 AS n');
    await truncate(path, 40);
    await expect(read(path)).rejects.toThrow(DataError);
    await expect(read(path)).rejects.toThrow(/is not a complete Parquet file/);
    await writeFile(path, 'n\n1\n');
    await expect(read(path)).rejects.toThrow(/is not a complete Parquet file/);
    await expect(read(`${path}.no`)).rejects.toThrow(/there is no such file/);
  });
});
