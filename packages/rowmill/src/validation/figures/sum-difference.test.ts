import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableShape } from '@rowmill/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkDataset } from '../dataset-checks.ts';
import { openDuckDb } from '../open-duckdb.ts';

let directory = '';

const PAY: TableShape = {
  name: 'pay',
  columns: ['id', 'salary'].map((name) => ({ name, type: { kind: 'integer' }, nullable: true })),
  key: [],
  unique: [],
  references: [],
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rowmill-sums-'));
  const database = await openDuckDb();
  await database.query(
    `COPY (SELECT i AS id, CASE WHEN i = 3 THEN 77123 END AS salary FROM range(20) t(i)) TO '${directory}/pay.parquet'`,
  );
  await database.close();
});

afterAll(() => rm(directory, { recursive: true, force: true }));

it('tells no sum of a masked column that has few values among its nulls', async () => {
  const sums = [{ equals: 5 }, { equalsColumn: 'id' }];
  const found = (hide: readonly string[]) =>
    checkDataset({
      tables: [PAY],
      files: { pay: [`${directory}/pay.parquet`] },
      expectations: sums.map((options) => ({
        expect: 'sumMatches',
        table: 'pay',
        columns: ['salary'],
        options,
      })),
      hide: { pay: hide },
      today: '2026-01-01',
    });
  const hidden = await found(['id', 'salary']);
  expect(JSON.stringify(hidden.map((check) => ({ ...check, seconds: 0 })))).not.toContain('77123');
  expect(hidden.map(({ observed }) => observed)).toEqual(
    sums.map(() => 'a sum of too few masked values to tell'),
  );
  expect((await found([])).map(({ observed }) => observed)).toEqual(['77123', '77123']);
});
