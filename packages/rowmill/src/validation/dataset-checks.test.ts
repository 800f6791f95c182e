import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RequestError, type TableShape, type ValueType } from '@rowmill/core';
import { type Expectation, impliedExpectations } from '@rowmill/core/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDataset } from './dataset-checks.ts';
import { type Database, openDuckDb } from './open-duckdb.ts';
import { quoteName, quoteText } from './sql-names.ts';

let directory = '';
let database: Database;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rowmill-checks-'));
  database = await openDuckDb();
});

afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true, force: true });
});

function column(name: string, kind: 'integer' | 'string' | 'timestamp', nullable = true) {
  const type: ValueType = { kind };
  return { name, type, nullable };
}

const users: TableShape = {
  name: 'users',
  columns: [column('id', 'integer', false), column('email', 'string'), column('at', 'timestamp')],
  key: ['id'],
  unique: [['email']],
  references: [],
};
const orders: TableShape = {
  name: 'orders',
  columns: [column('id', 'integer', false), column('user', 'integer')],
  key: ['id'],
  unique: [],
  references: [{ columns: ['user'], parentTable: 'users', parentColumns: ['id'] }],
};

let parts = 0;

async function writePart(select: string): Promise<string> {
  parts += 1;
  const file = join(directory, `it's part [${parts}].parquet`);
  await database.query(`COPY (${select}) TO ${quoteText(file)} (FORMAT parquet)`);
  return file;
}

const AT = "TIMESTAMP '2025-01-31 23:59:59.999' AS at";

async function writeShop() {
  return {
    users: [
      await writePart(
        `SELECT range AS id, 'u' || range || '@example.com' AS email, ${AT} FROM range(1000)`,
      ),
      await writePart(`SELECT 1000 + range AS id, NULL::VARCHAR AS email, ${AT} FROM range(10)`),
    ],
    orders: [await writePart('SELECT range AS id, range % 1010 AS "user" FROM range(5000)')],
  };
}

describe('checkDataset', () => {
  it.each(['n', 'N', 'g', 'r', 'total'])(
    'counts repeated values of a column called %s',
    async (name) => {
      const shape: TableShape = {
        ...users,
        columns: [column(name, 'string', false)],
        key: [name],
        unique: [],
      };
      const select = `SELECT 'a' || (range % 7) AS ${quoteName(name)} FROM range(10)`;
      const [result] = await checkDataset({
        tables: [shape],
        files: { users: [await writePart(select)] },
        expectations: [{ expect: 'valuesAreUnique', table: 'users', columns: [name], options: {} }],
        failuresDirectory: directory,
        today: '2026-11-23',
      });
      expect(result).toMatchObject({ passed: false, failingRows: 6 });
      expect(result?.examples).toHaveLength(6);
    },
  );

  it('passes a right dataset on everything its shapes promise', async () => {
    const results = await checkDataset({
      tables: [users, orders],
      files: await writeShop(),
      expectations: impliedExpectations([users, orders], { users: 1010, orders: 5000 }),
      today: '2026-11-23',
      failuresDirectory: join(directory, 'none'),
    });
    expect(
      results.map(({ name, table, passed, checkedRows }) => [table, name, passed, checkedRows]),
    ).toEqual([
      ['users', 'rowCountIsBetween', true, 1010],
      ['users', 'valuesAreNotNull', true, 1010],
      ['users', 'valuesAreUnique', true, 1010],
      ['users', 'valuesAreUnique', true, 1010],
      ['orders', 'rowCountIsBetween', true, 5000],
      ['orders', 'valuesAreNotNull', true, 5000],
      ['orders', 'valuesAreUnique', true, 5000],
      ['orders', 'valuesReference', true, 5000],
    ]);
    await expect(readdir(join(directory, 'none'))).rejects.toThrow('ENOENT');
  });

  it('finds planted faults by key and row, and counts them exactly', async () => {
    const shop = await writeShop();
    const files = {
      users: [
        ...shop.users,
        await writePart(
          `SELECT 5000 AS id, 'u7@example.com' AS email, ${AT} UNION ALL SELECT NULL, NULL, ${AT}`,
        ),
      ],
      orders: [...shop.orders, await writePart('SELECT 9000 AS id, 77777 AS "user"')],
    };
    const results = await checkDataset({
      tables: [users, orders],
      files,
      expectations: impliedExpectations([users, orders], { users: 1010, orders: 5001 }),
      today: '2026-11-23',
      failuresDirectory: directory,
    });
    expect(results.filter(({ passed }) => !passed)).toMatchObject([
      {
        name: 'rowCountIsBetween',
        failingRows: 2,
        examples: [],
        problem: '1,012 rows where 1,010 were expected',
      },
      {
        name: 'valuesAreNotNull',
        failingRows: 1,
        examples: [{ key: { id: null }, row: 1011, rule: 'valuesAreNotNull', column: 'id' }],
      },
      {
        name: 'valuesAreUnique',
        columns: ['email'],
        failingRows: 2,
        problem: '2 of 1,012 rows share their email with another row',
        examples: [
          { key: { id: 7 }, row: 7, values: { email: 'u7@example.com' } },
          { key: { id: 5000 }, row: 1010, values: { email: 'u7@example.com' } },
        ],
      },
      {
        name: 'valuesReference',
        table: 'orders',
        failingRows: 1,
        problem: '1 of 5,001 rows have a user that is not in users',
        examples: [{ key: { id: 9000 }, row: 5000, column: 'user', values: { user: 77777 } }],
      },
    ]);
  });

  it('writes every failing key to a file when there are more than it lists', async () => {
    const files = {
      users: [await writePart(`SELECT range AS id, 'same' AS email, ${AT} FROM range(3000)`)],
    };
    const [result] = await checkDataset({
      tables: [users],
      files,
      expectations: [
        { expect: 'valuesAreUnique', table: 'users', columns: ['email', 'at'], options: {} },
      ],
      limit: 5,
      today: '2026-11-23',
      failuresDirectory: join(directory, 'failures'),
    });
    expect(result?.failingRows).toBe(3000);
    expect(result?.examples).toHaveLength(5);
    const lines = (await readFile(result?.failuresFile ?? '', 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).key.id)).toEqual(
      Array.from({ length: 3000 }, (_, id) => id),
    );
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      key: { id: 0 },
      row: 0,
      rule: 'valuesAreUnique',
      column: 'email, at',
      values: { email: 'same', at: '2025-01-31T23:59:59.999Z' },
    });
  });

  it('never shows a hidden value, nor the reference to one', async () => {
    const files = {
      users: [await writePart(`SELECT 4242 AS id, 'secret' AS email, ${AT} FROM range(2)`)],
      orders: [await writePart('SELECT range AS id, 4243 AS "user" FROM range(2)')],
    };
    const results = await checkDataset({
      tables: [users, orders],
      files,
      expectations: impliedExpectations([users, orders], {}),
      limit: 1,
      today: '2026-11-23',
      failuresDirectory: join(directory, 'hidden'),
      hide: { users: ['id', 'email'] },
    });
    const written = await Promise.all(
      results.map(({ failuresFile }) =>
        failuresFile === undefined ? '' : readFile(failuresFile, 'utf8'),
      ),
    );
    const everything = JSON.stringify(results) + written.join('');
    expect(everything).not.toMatch(/secret|4242|4243/);
    const failed = results.filter(({ passed }) => !passed);
    expect(failed).toHaveLength(3);
    expect(failed[0]?.examples[0]?.key).toEqual({ id: expect.stringMatching(/^#[0-9a-f]{12}$/) });
  });

  it('checks a table without parts, and names with quotes', async () => {
    const odd: TableShape = {
      name: 'say "it\'s"',
      columns: [column('a "b\' c', 'integer', false), column('parent', 'integer')],
      key: ['a "b\' c'],
      unique: [],
      references: [{ columns: ['parent'], parentTable: 'users', parentColumns: ['id'] }],
    };
    const name = quoteName('a "b\' c');
    const files = {
      users: [],
      [odd.name]: [await writePart(`SELECT range AS ${name}, range AS parent FROM range(3)`)],
    };
    const results = await checkDataset({
      tables: [users, odd],
      files,
      expectations: impliedExpectations([users, odd], { users: 0 }),
      limit: 1,
      today: '2026-11-23',
      failuresDirectory: join(directory, 'odd'),
    });
    expect(results.filter(({ passed }) => !passed)).toMatchObject([
      { name: 'valuesReference', failingRows: 3, examples: [{ key: { 'a "b\' c': 0 } }] },
    ]);
  });

  it('refuses expectations that do not fit before it reads anything', async () => {
    const bad: Expectation = {
      expect: 'valuesAreUnique',
      table: 'users',
      columns: ['nope'],
      options: {},
    };
    const options = {
      tables: [users],
      files: { users: ['/nowhere'] },
      today: '2026-11-23',
      failuresDirectory: directory,
    };
    await expect(checkDataset({ ...options, expectations: [bad] })).rejects.toThrow(RequestError);
    const fitting = [{ ...bad, columns: ['id'] }];
    await expect(checkDataset({ ...options, expectations: fitting })).rejects.toThrow(
      'duckdb  IO Error',
    );
    expect(await checkDataset({ ...options, expectations: [] })).toEqual([]);
  });

  it('stops when it is told to', async () => {
    const files = {
      users: [
        await writePart(`SELECT range AS id, uuid()::VARCHAR AS email, ${AT} FROM range(300000)`),
      ],
    };
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stopped')), 20);
    const expectations = Array.from({ length: 200 }, () => impliedExpectations([users], {})).flat();
    await expect(
      checkDataset({
        tables: [users],
        files,
        expectations,
        today: '2026-11-23',
        failuresDirectory: directory,
        signal: stop.signal,
      }),
    ).rejects.toThrow('stopped');
  });
});
