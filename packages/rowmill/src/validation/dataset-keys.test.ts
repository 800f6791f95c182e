import { existsSync, mkdirSync, statSync, truncateSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Expectation,
  GENERATORS,
  parseRequest,
  planTables,
  REQUEST_DEFINITIONS,
  resolveExpectations,
} from '@rowmill/core/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createControl } from '../workers/control.ts';
import { storeShard } from '../workers/store-shard.ts';
import { checkDataset } from './dataset-checks.ts';
import { planDatasetKeys, tableKeys } from './dataset-keys.ts';
import { openKeyChecks } from './key-checks.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rowmill-keys-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const REQUEST = {
  name: 'shop',
  seed: 7,
  tables: {
    users: {
      rows: 3000,
      columns: {
        id: 'uuid',
        number: 'sequence',
        // About 3,000 draws of 2^20 numbers: a few of them come twice.
        token: { generator: 'number.int', min: 0, max: 1_048_575 },
        name: 'person.fullName',
        city: { generator: 'location.city', nulls: 0.3 },
        plan: { generator: 'choice', values: ['free', 'pro'] },
      },
    },
    orders: {
      rows: 20_000,
      columns: {
        id: 'uuid',
        user_id: { references: 'users.id' },
        // Every tenth order or so names a number that no user has.
        number: { generator: 'number.int', min: 1, max: 3300 },
        name: 'person.fullName',
      },
    },
  },
};

const unique = (table: string, ...columns: string[]): Expectation => ({
  expect: 'valuesAreUnique',
  table,
  columns,
  options: {},
});
const reference = (column: string, parentColumn: string): Expectation => ({
  expect: 'valuesReference',
  table: 'orders',
  columns: [column],
  options: { parentTable: 'users', parentColumns: [parentColumn] },
});

const EXPECTATIONS = [
  unique('users', 'id'),
  unique('users', 'number'),
  unique('users', 'token'),
  unique('users', 'city', 'plan'),
  unique('users', 'name', 'plan'),
  unique('orders', 'user_id'),
  unique('orders', 'number', 'user_id'),
  reference('user_id', 'id'),
  reference('number', 'number'),
  reference('name', 'name'),
];

/** Makes the tables in parts of a few thousand rows, as two workers would, one after the other. */
async function build(name: string) {
  const request = parseRequest(REQUEST, { definitions: REQUEST_DEFINITIONS });
  const { tables } = await planTables({ request, imports: {} }, GENERATORS);
  const shapes = tables.map(({ shape }) => shape);
  const keys = planDatasetKeys(
    resolveExpectations(EXPECTATIONS, shapes),
    new Map(tables.map(({ program }) => [program.table, program])),
  );
  const folderOf = (set: string): string => join(directory, name, 'keys', set);
  for (const set of keys.sets) mkdirSync(folderOf(set.name), { recursive: true });
  const files: Record<string, string[]> = {};
  for (const { program, shape } of tables) {
    const folder = join(directory, name, shape.name);
    mkdirSync(folder, { recursive: true });
    const parts = await storeShard({
      kind: 'store-shard',
      id: folder,
      program,
      columns: shape.columns,
      key: shape.key,
      shard: 0,
      firstRow: 0,
      rowCount: program.rowCount,
      place: {
        directory: folder,
        unfinished: folder,
        failuresFile: join(folder, 'failures.ndjson'),
      },
      partRows: 7000,
      schema: undefined,
      keys: tableKeys(keys, shape.name, folderOf),
      control: createControl().buffer,
    });
    files[shape.name] = parts.map(({ file }) => join(folder, file));
  }
  const release = async (): Promise<void> => undefined;
  const sets = keys.sets.map((set) => {
    const file = join(folderOf(set.name), '0');
    return { ...set, distantBytes: 0, file, files: async () => [file], release };
  });
  return { keys: { ...keys, sets }, tables: shapes, files };
}

describe('checks by keys', () => {
  it('find what the database finds, row by row', async () => {
    const { keys, ...dataset } = await build('same');
    const options = {
      ...dataset,
      expectations: EXPECTATIONS,
      limit: 25_000,
      failuresDirectory: directory,
      today: '2026-11-23',
    };
    const withoutTimes = (results: Awaited<ReturnType<typeof checkDataset>>) =>
      results.map(({ seconds: _, ...result }) => result);
    const plain = withoutTimes(await checkDataset(options));
    expect(withoutTimes(await checkDataset({ ...options, keys }))).toEqual(plain);
    // The planted faults are there, few and many, and so are the checks that pass.
    expect(plain.map(({ passed }) => passed)).toEqual([
      ...[true, true, false, false, false, false, false],
      ...[true, false, false],
    ]);
  });

  it('tell the rows in question alone, or nothing', async () => {
    const { keys, tables } = await build('rows');
    const checks = openKeyChecks(keys);
    const [ids, numbers, tokens, , names, users, , parents, orphans, texts] = await Promise.all(
      resolveExpectations(EXPECTATIONS, tables).map((expectation) =>
        checks.candidates(expectation),
      ),
    );
    expect([ids, numbers, parents]).toEqual([[], [], []]);
    expect(tokens?.length).toBeGreaterThan(0);
    expect(tokens?.length).toBeLessThan(40);
    expect(names).toEqual(names?.toSorted((a, b) => a - b));
    expect(orphans?.length).toBeGreaterThan(1000);
    // Too many rows to look at one by one; and a text that a parent's hash equals need not be the parent's.
    expect([users, texts]).toEqual([undefined, undefined]);
  });

  it('prove what a manifest and keys can prove without a look at any row', async () => {
    const { keys, ...dataset } = await build('unread');
    const options = { ...dataset, failuresDirectory: directory, today: '2026-11-23' };
    const expectations: Expectation[] = [
      unique('users', 'id'),
      reference('user_id', 'id'),
      { expect: 'valuesAreNotNull', table: 'users', columns: ['id'], options: {} },
      { expect: 'rowCountIsBetween', table: 'users', columns: [], options: { rows: 3000 } },
    ];
    const plain = await checkDataset({ ...options, expectations });
    const unread = Object.entries(dataset.files).map(([name, paths]) => {
      const rowCount = plain.find(({ table }) => table === name)?.checkedRows ?? 0;
      const files = async () => Promise.reject(new Error(`${paths} are read`));
      return [name, { rowCount, firstRows: [], nulls: {}, files }];
    });
    const known = await checkDataset({
      ...options,
      files: Object.fromEntries(unread),
      expectations,
      keys,
    });
    const untimed = (results: typeof plain) => results.map(({ seconds: _, ...rest }) => rest);
    expect(untimed(known)).toEqual(untimed(plain));
    await expect(
      checkDataset({ ...options, files: Object.fromEntries(unread), expectations }),
    ).rejects.toThrow('are read');
  });

  it('answer nothing for tables and columns whose keys were not computed', async () => {
    const { keys, tables } = await build('none');
    const checks = openKeyChecks({ ...keys, sets: [] });
    for (const expectation of resolveExpectations(EXPECTATIONS, tables))
      expect(await checks.candidates(expectation)).toBeUndefined();
    expect(keys.sets.every(({ file }) => existsSync(file))).toBe(true);
  });

  it('refuse a file of keys that is cut short', async () => {
    const { keys, tables } = await build('cut');
    const [first] = keys.sets;
    const file = first?.file ?? '';
    truncateSync(file, statSync(file).size - 40_000);
    const [expectation] = resolveExpectations([EXPECTATIONS[0] as Expectation], tables);
    await expect(
      async () => expectation && openKeyChecks(keys).candidates(expectation),
    ).rejects.toThrow('ends too early - run again');
  });

  it('do not take equal hashes for equal values', async () => {
    const { keys, ...dataset } = await build('weak');
    // Keys of another column stand in for those of the ids: each one that comes twice is a collision of hashes.
    const [ids, tokens] = [['id'], ['token']].map((columns) =>
      keys.sets.find((set) => set.table === 'users' && set.columns.join() === columns.join()),
    );
    const swapped = keys.sets.map((set) =>
      set === ids && tokens !== undefined ? { ...tokens, columns: ['id'] } : set,
    );
    const [result] = await checkDataset({
      ...dataset,
      expectations: [unique('users', 'id')],
      failuresDirectory: directory,
      today: '2026-11-23',
      keys: { ...keys, sets: swapped },
    });
    expect(result).toMatchObject({ passed: true, failingRows: 0, checkedRows: 3000 });
  });
});
