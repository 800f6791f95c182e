import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableShape } from '@rowmill/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEnvironment } from '../../environments/environment.ts';
import { createFileLedgers } from '../../environments/file-ledgers.ts';
import { sweep } from '../../environments/sweep.ts';
import { NotOursError, TargetError } from '../../errors.ts';
import { only } from '../../testing/environment.ts';
import type { DirectoryLoadJob } from '../target.ts';
import { createDirectoryTarget, directoryRemover } from './target.ts';

const USERS: TableShape = {
  name: 'users',
  columns: [{ name: 'id', type: { kind: 'integer' }, nullable: false }],
  key: ['id'],
  unique: [],
  references: [],
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rowmill-directory-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const lease = (name = 'qa') =>
  openEnvironment({
    ledgers: createFileLedgers(join(root, 'ledgers')),
    name,
    leaseMs: 60_000,
    removersOf: only({ directory: directoryRemover }),
  });

/** A target that holds one file of three bytes. */
async function delivered(path: string, name?: string) {
  const environment = await lease(name);
  const target = createDirectoryTarget({ path, format: { name: 'csv' }, lease: environment });
  await target.provision([USERS]);
  const job = target.loadJob(USERS) as DirectoryLoadJob;
  writeFileSync(job.path, 'id\n');
  return { environment, target, file: job.path };
}

describe('directory target', () => {
  it('makes its folder, says where it is, and removes all it made', async () => {
    const path = join(root, 'lake', 'deep');
    const { target, environment } = await delivered(path);
    expect(readdirSync(path)).toContain('users.csv');
    expect(target.variables()).toEqual({ ROWMILL_DIRECTORY: path });
    const [check] = await target.verify([{ table: USERS, rows: 0, digest: 'd', bytes: 3 }]);
    expect(check?.matches).toBe(true);
    expect((await target.remove()).join('\n')).toContain(path);
    await environment.close();
    expect(readdirSync(root)).toEqual(['ledgers']);
    expect(readdirSync(join(root, 'ledgers'))).toEqual([]);
  });

  it('notices a file that is not what was written', async () => {
    const { target } = await delivered(join(root, 'lake'));
    const [check] = await target.verify([{ table: USERS, rows: 0, digest: 'd', bytes: 4 }]);
    expect(check?.matches).toBe(false);
  });

  it('leaves files of others where they are', async () => {
    const path = join(root, 'lake');
    mkdirSync(path);
    writeFileSync(join(path, 'mine.txt'), 'keep');
    const { target } = await delivered(path);
    await target.remove();
    expect(readdirSync(path)).toEqual(['mine.txt']);
  });

  it('refuses to overwrite a file that it did not make', async () => {
    const path = join(root, 'lake');
    mkdirSync(path);
    writeFileSync(join(path, 'users.csv'), 'precious');
    await expect(delivered(path)).rejects.toBeInstanceOf(TargetError);
    expect(readFileSync(join(path, 'users.csv'), 'utf8')).toBe('precious');
  });

  it('refuses the folder of another environment', async () => {
    const path = join(root, 'lake');
    await delivered(path, 'one');
    await expect(delivered(path, 'two')).rejects.toBeInstanceOf(NotOursError);
    expect(readdirSync(path)).toContain('users.csv');
  });

  it('is found by a sweep when its run is gone', async () => {
    const path = join(root, 'lake');
    await delivered(path);
    const later = new Date(Date.now() + 120_000);
    const { removed, problems } = await sweep({
      ledgers: createFileLedgers(join(root, 'ledgers')),
      removersOf: only({ directory: directoryRemover }),
      now: later,
    });
    expect(problems).toEqual([]);
    expect(removed.join('\n')).toContain('users.csv');
    expect(readdirSync(root)).toEqual(['ledgers']);
  });
});
