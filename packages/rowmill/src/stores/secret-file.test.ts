import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/folder.ts';
import { secretIn } from './secret-file.ts';

it('draws one secret, however many ask at once, that nobody else may read', async () => {
  const path = join(temporaryFolder(), 'run/key-secret');
  const drawn = await Promise.all(Array.from({ length: 8 }, () => secretIn(path)));
  expect(new Set(drawn.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(1);
  expect(drawn[0]).toHaveLength(16);
  expect(await secretIn(path)).toEqual(drawn[0]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('fails rather than to give one that no other process would find', async () => {
  const path = join(temporaryFolder(), 'key-secret');
  mkdirSync(path);
  await expect(secretIn(path)).rejects.toThrow('EISDIR');
});
