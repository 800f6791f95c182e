import { deflateRawSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { bundleFunctions, functionEntries } from './build-lambdas.mjs';

/** Of a bundle without DuckDB. */
const MOST_ZIPPED_BYTES = 15_000_000;

let functions;
beforeAll(async () => {
  functions = await bundleFunctions();
});

test('each handler has its bundle', () => {
  expect([...functions.keys()]).toEqual(functionEntries());
  for (const files of functions.values()) expect(files.get('index.mjs')).toContain('handler');
});

test('the same sources make the same bytes', async () => {
  const again = await bundleFunctions();
  for (const [entry, files] of functions) expect([...again.get(entry)], entry).toEqual([...files]);
});

test('bundles are small', () => {
  for (const [entry, files] of functions) {
    const bytes = [...files.values()].reduce((sum, code) => sum + deflateRawSync(code).length, 0);
    expect(bytes, entry).toBeLessThan(MOST_ZIPPED_BYTES);
  }
});

test('names of people, half a megabyte of them, stand in a bundle once', () => {
  for (const [entry, files] of functions) {
    const found = [...files.values()].join('\n').match(/\|kowalski\|/g) ?? [];
    expect(found.length, entry).toBeLessThanOrEqual(1);
  }
  const masking = [...functions.get('mask-table').values()].join('\n');
  expect(masking).toMatch(/\|kowalski\|/);
});

test('nothing is loaded that is not in the bundle', () => {
  for (const [entry, files] of functions) {
    for (const [name, code] of files) {
      const loaded = [...code.matchAll(/(?:from|import)\s*\(?["'`](\.\/[^"'`]+)["'`]/g)];
      for (const [, path] of loaded)
        expect([...files.keys()], `${entry} ${name}`).toContain(path.slice(2));
    }
  }
});

test('errors keep the names that workflows compare', () => {
  const code = [...functions.get('build-shard').values()].join('\n');
  for (const name of [
    'StoreError',
    'ShardConflictError',
    'RunStoppedError',
    'FunctionTimeoutError',
  ])
    expect(code).toMatch(new RegExp(`name=["'\`]${name}["'\`]`));
});
