import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeObjectStore } from '../testing/describe-object-store.ts';
import { createDirectoryStore, UNFINISHED } from './directory-store.ts';

const root = mkdtempSync(join(tmpdir(), 'rowmill-store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
describeObjectStore('directory', () => createDirectoryStore(join(root, String(++count))));

it('writes into a folder that another process takes away whenever there is nothing in it', async () => {
  const store = createDirectoryStore(join(root, 'raced'));
  const remove = `const pause = new Int32Array(new SharedArrayBuffer(4));
    console.log();
    for (;;) {
      try { require('node:fs').rmdirSync(process.argv[1]); } catch {}
      Atomics.wait(pause, 0, 0, 0.5);
    }`;
  const remover = spawn(process.execPath, ['-e', remove, store.path('folder')]);
  await new Promise((begun) => remover.stdout.once('data', begun));
  try {
    for (let time = 0; time < 500; time += 1) {
      expect(await store.put('folder/object', '')).toBe(true);
      await store.delete('folder/object');
    }
  } finally {
    remover.kill('SIGKILL');
  }
});

it('discards what is unfinished in the folder that is meant, however deep, and in no other', async () => {
  const store = createDirectoryStore(join(root, 'unfinished'));
  const old = new Date(0);
  const files = ['run/a', 'run/deep/b', 'run-2/c', 'd'].map(
    (key) => `${store.path(key)}${UNFINISHED}`,
  );
  for (const file of files) {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, '');
    utimesSync(file, old, old);
  }
  await store.discardUnfinished('run/', new Date());
  expect(files.map((file) => existsSync(file))).toEqual([false, false, true, true]);
});
