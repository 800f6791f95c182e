import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableShape } from '@rowmill/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckResult } from '../check-result.ts';
import { checkDataset } from '../dataset-checks.ts';
import { type Database, openDuckDb } from '../open-duckdb.ts';

let directory = '';
let database: Database;

const column = (name: string, kind: 'integer' | 'string') => ({
  name,
  type: { kind },
  nullable: true,
});
const ORDERS: TableShape = {
  name: 'orders',
  columns: [column('id', 'integer'), column('amount', 'integer'), column('note', 'string')],
  key: ['id'],
  unique: [],
  references: [],
};
const LINES: TableShape = {
  ...ORDERS,
  name: 'Order Lines',
  columns: [column('order', 'integer'), column('price', 'integer')],
  key: [],
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rowmill-sql-'));
  database = await openDuckDb();
  await database.query(
    `COPY (SELECT i AS id, i * 10 AS amount, 'note' || i AS note FROM range(100) t(i)) TO '${directory}/orders.parquet'`,
  );
  await database.query(
    `COPY (SELECT i AS "order", i * 10 + CASE WHEN i = 7 THEN 1 ELSE 0 END AS price FROM range(100) t(i)) TO '${directory}/lines.parquet'`,
  );
});

afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true, force: true });
});

async function check(
  options: Readonly<Record<string, unknown>>,
  { hide = {}, where }: { readonly hide?: Record<string, string[]>; readonly where?: string } = {},
): Promise<CheckResult | undefined> {
  const [result] = await checkDataset({
    tables: [ORDERS, LINES],
    files: {
      orders: [`${directory}/orders.parquet`],
      'Order Lines': [`${directory}/lines.parquet`],
    },
    expectations: [
      {
        expect: 'satisfiesSql',
        table: 'orders',
        columns: [],
        options,
        ...(where === undefined ? {} : { where }),
      },
    ],
    limit: 5,
    failuresDirectory: join(directory, 'failures'),
    hide,
    today: '2026-01-01',
  });
  return result;
}

const WRONG = `SELECT o.id, o.amount, l.price
FROM orders o JOIN "Order Lines" l ON l."order" = o.id -- one line each
WHERE l.price <> o.amount;`;

describe('satisfiesSql', () => {
  it('fails the rows that a SELECT over several tables gives, by their key', async () => {
    expect(await check({ sql: WRONG })).toMatchObject({
      passed: false,
      checkedRows: 100,
      failingRows: 1,
      observed: '1 row given',
      problem: 'the statement gives 1 row',
      examples: [{ key: { id: 7 }, column: 'amount, price', values: { amount: 70, price: 71 } }],
    });
    expect(await check({ sql: 'SELECT id FROM orders WHERE amount < 0' })).toMatchObject({
      passed: true,
      failingRows: 0,
    });
  });

  it('lists all of them in a file where there are many', async () => {
    const result = await check({ sql: 'SELECT id FROM orders' });
    const lines = (await readFile(result?.failuresFile ?? '', 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).key.id).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, id) => id),
    );
    expect(result?.examples).toHaveLength(5);
  });

  it('counts the rows alone for which its condition is true', async () => {
    const sql = 'SELECT id FROM orders WHERE amount >= 0';
    expect(await check({ sql }, { where: 'id < 3' })).toMatchObject({
      checkedRows: 3,
      failingRows: 3,
      observed: '3 rows given',
    });
  });

  it('holds one number against bounds', async () => {
    const sql = 'SELECT avg(amount) FROM orders';
    expect(await check({ sql, min: 400, max: 500 })).toMatchObject({
      passed: true,
      observed: '495',
      expected: '400 to 500',
    });
    expect(await check({ sql, max: 400 })).toMatchObject({
      passed: false,
      problem: 'the statement gives 495, expected at most 400',
    });
    const several = await check({ sql: 'SELECT amount FROM orders', max: 1 });
    expect(several).toMatchObject({ passed: false, observed: 'more than one row' });
    const none = await check({ sql: 'SELECT sum(id) FROM orders WHERE id < 0', max: 1 });
    expect(none).toMatchObject({ passed: false, observed: 'null' });
  });

  it.each([
    ['DELETE FROM orders', 'Only SELECT'],
    ['SELECT 1; SELECT 2', 'not several statements'],
    ['SELEC id FROM orders', 'syntax error at or near "SELEC" at line 1, column 1'],
    ['SELECT id\nFROM orders WHERE', 'line 2, column'],
    ['SELECT nothing\nFROM orders', 'at line 1, column 8'],
    ['SELECT id FROM orders o\nWHERE o.other = 1', 'at line 2, column 7'],
    ['SELECT * FROM clients', 'there is no table "clients"'],
    ["SELECT * FROM '/etc/passwd'", 'there is no table "/etc/passwd"'],
    ["SELECT * FROM read_text('/etc/passwd')", 'function read_text may not stand for a table'],
    ['SELECT * FROM duckdb_settings()', 'function duckdb_settings may not stand for a table'],
    ['SELECT * FROM information_schema.tables', 'without information_schema'],
    ["SELECT getenv('HOME')", 'function getenv looks beyond the tables'],
    ["SELECT * FROM orders WHERE id IN (SELECT 1 FROM glob('*'))", 'function glob'],
    ['SHOW TABLES', 'may not describe tables'],
    ["COPY orders TO '/tmp/x'", 'Only SELECT'],
    ['', 'too small|>=1|expected string'],
  ])('refuses %j', async (sql, problem) => {
    const failure: unknown = await check({ sql }).catch((error: unknown) => error);
    // A mistake of the request: told with its place, before anything is checked.
    expect(failure).toMatchObject({
      name: 'RequestError',
      issues: [{ path: ['validation', 'expectations', 0, 'sql'] }],
      message: expect.stringMatching(new RegExp(problem.replace(/[()]/g, '\\$&'), 'i')),
    });
  });

  it('reads tables of its own and generated rows', async () => {
    const sql =
      'WITH few AS (SELECT * FROM orders) SELECT f.id FROM few f, range(2) t(i) WHERE f.id = 1';
    expect(await check({ sql })).toMatchObject({ failingRows: 2 });
  });

  it('fails when it takes too long, or a value breaks it, without telling the value', async () => {
    const endless =
      'SELECT count(*) FROM range(100000000000) a(i), range(1000) b(j) WHERE sin(i + j) > 2';
    expect(await check({ sql: endless, max: 1, timeout: '1s' })).toMatchObject({
      passed: false,
      observed: 'no answer within 1 s',
    });
    const broken = await check({ sql: 'SELECT id FROM orders WHERE CAST(note AS INTEGER) = 1' });
    expect(broken).toMatchObject({ passed: false });
    expect(JSON.stringify(broken)).toContain('Conversion Error');
    expect(JSON.stringify(broken)).not.toContain('note1');
  }, 30_000);

  it('shows tokens in place of the values of masked tables', async () => {
    const result = await check({ sql: WRONG }, { hide: { orders: ['id', 'amount', 'note'] } });
    const [example] = result?.examples ?? [];
    for (const value of Object.values({ ...example?.key, ...example?.values }))
      expect(value).toMatch(/^#[0-9a-f]{12}$/);
    const greatest = { sql: 'SELECT max(amount) FROM orders', max: 5 };
    const told = await check(greatest, { hide: { orders: ['amount'] } });
    expect(told).toMatchObject({ passed: false, observed: 'a figure of masked rows beyond that' });
    expect(JSON.stringify({ ...told, seconds: 0 })).not.toContain('990');
  });
});
