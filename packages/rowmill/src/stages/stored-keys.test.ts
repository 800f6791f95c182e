import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  createKeySearch,
  GENERATORS,
  parseRequest,
  planTables,
  REQUEST_DEFINITIONS,
} from '@rowmill/core/engine';
import { expect, it } from 'vitest';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { planDatasetKeys, tableKeys } from '../validation/dataset-keys.ts';
import { searchKeySets } from '../validation/key-sources.ts';
import { createControl } from '../workers/control.ts';
import { storeShard } from '../workers/store-shard.ts';
import { distantFiles } from './stored-keys.ts';

const REQUEST = {
  name: 'keys',
  seed: 7,
  tables: {
    users: {
      rows: 5000,
      columns: {
        id: { generator: 'uuid' },
        token: { generator: 'number.int', min: 1, max: 3000 },
      },
    },
  },
};

/** Key files of two shards of a table, below `keys/<set>/` of a store. */
async function build() {
  const request = parseRequest(REQUEST, { definitions: REQUEST_DEFINITIONS });
  const { tables } = await planTables({ request, imports: {} }, GENERATORS);
  const [table] = tables;
  if (table === undefined) throw new Error('there is no table');
  const { program, shape } = table;
  const unique = (column: string) => ({
    expect: 'valuesAreUnique',
    table: 'users',
    columns: [column],
    options: {},
    query: { failing: 'rows-repeated' as const, columns: [column] },
  });
  const expectations = [unique('id'), unique('token')];
  const keys = planDatasetKeys(expectations, new Map([['users', program]]));
  const folder = temporaryFolder();
  const store = createDirectoryStore(folder);
  for (const { name } of keys.sets) mkdirSync(store.path(`keys/${name}`), { recursive: true });
  mkdirSync(store.path('parts'));
  for (const shard of [0, 1]) {
    await storeShard({
      kind: 'store-shard',
      id: folder,
      program,
      columns: shape.columns,
      key: shape.key,
      shard,
      firstRow: shard * 2500,
      rowCount: 2500,
      partRows: 2500,
      place: {
        directory: store.path('parts'),
        unfinished: store.path('parts'),
        failuresFile: store.path('failures'),
      },
      schema: undefined,
      keys: tableKeys(keys, 'users', (name) => store.path(`keys/${name}`)),
      control: createControl().buffer,
    });
  }
  return { keys, store };
}

it('finds the same in windows as in whole files, and leaves nothing of them', async () => {
  const { keys, store } = await build();
  const scratch = temporaryFolder();
  const search = createKeySearch();
  const rows: number[] = [];
  for (const { name } of keys.sets) {
    const objects = await store.list(`keys/${name}/`);
    expect(objects).toHaveLength(2);
    const elsewhere = { ...store, localPath: (key: string) => join(scratch, key) };
    const distant = distantFiles(objects, `keys/${name}`, elsewhere);
    const whole = {
      distantBytes: 0,
      files: async () => objects.map(({ key }) => store.path(key)),
      release: async () => undefined,
    };
    const sizes: number[] = [];
    const repeated: Parameters<typeof searchKeySets>[1] = ([sources = []], limit) => {
      const found = search.repeated(sources, limit);
      if (limit > 0) sizes.push(found.keys);
      return found.groups?.flat();
    };
    const all = await searchKeySets([whole], repeated, { limit: 5000 });
    expect(sizes.splice(0)).toEqual([5000]);
    const found = await searchKeySets([distant], repeated, { limit: 5000, windowBytes: 10_000 });
    expect(found).toEqual(all);
    // Row numbers are asked for where something is found, window by window.
    if (found?.length === 0) expect(sizes).toEqual([]);
    else expect(Math.max(...sizes)).toBeLessThan(2500);
    const few = { limit: 10, windowBytes: 10_000 };
    expect(await searchKeySets([distant], repeated, few)).toEqual(all?.length ? undefined : []);
    rows.push(found?.length ?? 0);
  }
  expect(rows[0]).toBe(0);
  expect(rows[1]).toBeGreaterThan(1000);
  expect(readdirSync(join(scratch, 'keys'))).toEqual([]);
});
