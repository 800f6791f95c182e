import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFileTable } from './file-tables.ts';
import { openDuckDb } from './open-duckdb.ts';

let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rowmill-file-tables-'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

it('keeps the digits of whole numbers of CSV that have more than 64 bits', async () => {
  const path = join(directory, 'ids.csv');
  const ids = ['12345678901234567890', '12345678901234567891'];
  await writeFile(path, `id,"a ""b""",rate\n${ids.map((id) => `${id},${id},0.5\n`).join('')}`);
  const database = await openDuckDb();
  const table = { table: 'ids', path, delimiter: ',' };
  const { shape, files } = await openFileTable(table, { database, scratch: directory });
  expect(shape.columns.map(({ type }) => type)).toEqual([
    { kind: 'decimal', scale: 0 },
    { kind: 'decimal', scale: 0 },
    { kind: 'float' },
  ]);
  const rows = await database.query(`SELECT id, "a ""b""" FROM read_parquet('${files[0]}')`);
  await database.close();
  expect(rows.map((row) => row.map(String))).toEqual(ids.map((id) => [id, id]));
});
