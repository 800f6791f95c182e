import { open, readFile, rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { StoreError } from '../errors.ts';

const TRIES = 100;
const PAUSE_MS = 50;

/**
 * Does something while no other process of this machine does. The lock of a process that has ended counts no more.
 *
 * @throws StoreError when another process holds the lock for five seconds
 */
export async function withFileLock<Result>(
  path: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await take(path);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    if (await tryTake(path)) return;
    const holder = await holderOf(path);
    if (holder !== undefined && !isRunning(holder)) await rm(path, { force: true });
    else await setTimeout(PAUSE_MS);
  }
  throw new StoreError(path, 'another process holds this lock - try again when it has ended');
}

async function tryTake(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(String(process.pid));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw StoreError.of(path, 'taking the lock', error);
  }
}

/** Undefined while it is being written, or once it is gone. */
async function holderOf(path: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, but under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
