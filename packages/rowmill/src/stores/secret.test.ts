import { mkdirSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/folder.ts';
import { createDirectoryStore } from './directory-store.ts';
import { secretIn } from './secret.ts';

it('draws one secret, however many ask at once, that nobody else may read', async () => {
  const store = createDirectoryStore(temporaryFolder());
  const key = 'run/key-secret';
  const drawn = await Promise.all(Array.from({ length: 8 }, () => secretIn(store, key)));
  expect(new Set(drawn.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(1);
  expect(drawn[0]).toHaveLength(16);
  expect(await secretIn(store, key)).toEqual(drawn[0]);
  expect(statSync(store.path(key)).mode & 0o777).toBe(0o600);
});

it('fails rather than to give one that no other process would find', async () => {
  const store = createDirectoryStore(temporaryFolder());
  mkdirSync(store.path('key-secret'));
  await expect(secretIn(store, 'key-secret')).rejects.toThrow('reading key-secret');
});
