import { execFile } from 'node:child_process';
import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import {
  chown,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  endProcess,
  isGone,
  ownIdentity,
  type ProcessIdentity,
} from '../environments/process-identity.ts';
import type { ServerAccount } from './server-account.ts';

const run = promisify(execFile);

const PREFIX = 'rowmill-postgres-';
const EXIT_PATIENCE_MS = 2000;
const MARKER = 'owner.json';

/** The folder of one throw-away server. */
export interface ServerDirectory {
  readonly path: string;
  readonly data: string;
  readonly log: string;
  readonly passwordFile: string;
}

/** Makes the folder of a server, marked with the process that answers for it. */
export async function createServerDirectory(
  parent: string,
  account: ServerAccount | undefined,
): Promise<ServerDirectory> {
  const path = await mkdtemp(join(await realpath(parent), PREFIX));
  await writeFile(join(path, MARKER), JSON.stringify({ rowmill: 1, owner: ownIdentity() }));
  if (account !== undefined) await chown(path, account.uid, account.gid);
  return serverDirectoryAt(path);
}

/** Where a server keeps its things, below its folder. */
export function serverDirectoryAt(path: string): ServerDirectory {
  return {
    path,
    data: join(path, 'data'),
    log: join(path, 'server.log'),
    passwordFile: join(path, 'password'),
  };
}

/** Takes the folder over from a process that is gone. @returns whether it is there, and nobody else's */
export async function ownServerDirectory({ path }: ServerDirectory): Promise<boolean> {
  if (!(await isStale(path)) && !(await isOwn(path))) return false;
  const marker = join(path, MARKER);
  const unfinished = `${marker}.${process.pid}`;
  await writeFile(unfinished, JSON.stringify({ rowmill: 1, owner: ownIdentity() }));
  await rename(unfinished, marker);
  return true;
}

/** Removes what is left of a server that cannot be used any more, unless it is somebody else's who lives. */
export async function removeDeadServer({ path, data }: ServerDirectory): Promise<void> {
  if (!(await isStale(path)) && !(await isOwn(path))) return;
  await killServerIn(data);
  await rm(path, { recursive: true, force: true, maxRetries: 5 });
}

async function isOwn(path: string): Promise<boolean> {
  const text = await readFile(join(path, MARKER), 'utf8').catch(() => '');
  return text === JSON.stringify({ rowmill: 1, owner: ownIdentity() });
}

/** Folders where servers are made. */
const PARENTS: readonly string[] = [tmpdir(), '/tmp', '/var/tmp'];

/** Folders of servers whose owner was killed before it could stop them. A folder counts as ours by its marker. */
export async function findStaleServers(
  parents: readonly string[] = PARENTS,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const parent of new Set(parents)) {
    const names = await readdir(parent).catch(() => []);
    for (const name of names.filter((entry) => entry.startsWith(PREFIX))) {
      const path = join(parent, name);
      if (await isStale(path)) found.push(path);
    }
  }
  return found;
}

/**
 * Removes servers whose owner was killed before it could stop them. A folder counts as ours by its marker,
 * a process as its server by working in that folder.
 *
 * @returns the folders removed.
 */
export async function removeStaleServers(
  parents: readonly string[] = PARENTS,
): Promise<readonly string[]> {
  const found = await findStaleServers(parents);
  for (const path of found) {
    await killServerIn(join(path, 'data'));
    await rm(path, { recursive: true, force: true, maxRetries: 5 });
  }
  return found;
}

async function isStale(path: string): Promise<boolean> {
  try {
    // Somebody else's marker could name any folder; only root and we ourselves are believed.
    const { uid } = await stat(join(path, MARKER));
    if (uid !== (process.getuid?.() ?? uid)) return false;
    const marker: unknown = JSON.parse(await readFile(join(path, MARKER), 'utf8'));
    const owner = ownerOf(marker);
    return owner !== undefined && isGone(owner);
  } catch {
    // Without a readable marker it is not ours to remove.
    return false;
  }
}

function ownerOf(marker: unknown): ProcessIdentity | undefined {
  if (typeof marker !== 'object' || marker === null || !('owner' in marker)) return undefined;
  const { owner } = marker;
  if (typeof owner !== 'object' || owner === null) return undefined;
  const { pid, host, space, started } = owner as Record<string, unknown>;
  const known =
    typeof pid === 'number' &&
    typeof host === 'string' &&
    typeof space === 'string' &&
    typeof started === 'string';
  return known ? { pid, host, space, started } : undefined;
}

async function killServerIn(data: string): Promise<void> {
  const pid = pidIn(join(data, 'postmaster.pid'));
  if (!(pid > 1) || !(await isServerOf(pid, data))) return;
  await endProcess(pid, ['SIGQUIT', 'SIGKILL']);
}

/** A PostgreSQL server works in its data folder, and has it in its command line. */
export async function isServerOf(pid: number, folder: string): Promise<boolean> {
  try {
    if (platform() === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === folder;
    const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]);
    return stdout.includes(folder);
  } catch {
    // The process is gone, or not ours to look at.
    return false;
  }
}

/**
 * Removes the server and its folder when this process ends without stopping it. Everything in it is
 * synchronous: there is no later.
 *
 * @returns takes the order back.
 */
export function removeAtExit({ path, data }: ServerDirectory): () => void {
  const removeNow = () => {
    const file = join(data, 'postmaster.pid');
    const pid = pidIn(file);
    if (pid > 1) {
      signalAtExit(pid);
      const clock = new Int32Array(new SharedArrayBuffer(4));
      for (let waited = 0; waited < EXIT_PATIENCE_MS && pidIn(file) === pid; waited += 10) {
        Atomics.wait(clock, 0, 0, 10);
      }
    }
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  };
  process.on('exit', removeNow);
  return () => void process.off('exit', removeNow);
}

function signalAtExit(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch {
    // It is gone already, which is all that is wanted.
  }
}

function pidIn(file: string): number {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch {
    // The server is not up, or has just gone.
    return 0;
  }
}
