import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { publishParts } from './dataset-place.ts';

const root = mkdtempSync(join(tmpdir(), 'rowmill-place-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const SHA256 = createHash('sha256').update('part').digest('hex');

it.each([
  ['the same', 'part', true],
  ['something else', 'other', false],
])('compares a part with what is there, %s, and keeps no file of it', async (_, there, isSame) => {
  const store = createDirectoryStore(root);
  await store.put('datasets/d/users/part-00000.parquet', there);
  const fetched = new Set<string>();
  const elsewhere: typeof store = {
    ...store,
    publish: async () => false,
    fetch: (key) => store.fetch(fetched.add(key) && key),
    release: async (key) => void fetched.delete(key),
  };
  const part = { file: 'part-00000.parquet', sha256: SHA256 };
  const place = { tableKey: (table: string) => `datasets/d/${table}` };
  const published = publishParts(place, 'users', [part], { store: elsewhere }).then(
    () => true,
    () => false,
  );
  expect(await published).toBe(isSame);
  expect([...fetched]).toEqual([]);
});
