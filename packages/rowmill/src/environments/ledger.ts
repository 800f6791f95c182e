import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LedgerError } from '../errors.ts';
import { syncFolder } from '../stores/sync-folder.ts';
import type { LedgerObject } from './lease.ts';
import { isGone, type ProcessIdentity } from './process-identity.ts';

/** All that an environment has created and not yet removed: one file, written before anything is created. */
export interface Ledger {
  readonly version: 1;
  readonly environment: string;
  readonly lease: string;
  readonly owner: string;
  /** The process that answers for the lease. */
  readonly process: ProcessIdentity;
  readonly created: string;
  readonly expires: string;
  readonly objects: readonly LedgerObject[];
}

/** File of an environment's ledger; any name is safe. */
export function ledgerPath(folder: string, environment: string): string {
  return join(folder, `${encodeURIComponent(environment)}.json`);
}

/** Ledgers in a folder; none when there is no such folder. */
export async function listLedgers(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw new LedgerError('cannot be listed - check its permissions', {
      path: folder,
      cause: error,
    });
  }
}

/** @throws {@link LedgerError} when the file is there and no ledger. */
export async function readLedger(path: string): Promise<Ledger | undefined> {
  try {
    const ledger: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (!isLedger(ledger)) throw new TypeError('fields are missing or of another type');
    return ledger;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new LedgerError(
      'is no ledger that can be read - look for what it lists in your databases, then delete it',
      { path, cause: error },
    );
  }
}

/**
 * Creates a ledger unless there is one.
 *
 * @returns whether it was created.
 */
export async function createLedger(path: string, ledger: Ledger): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  const written = await writeBeside(path, ledger);
  try {
    await claim(written, path);
    await syncFolder(dirname(path));
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw new LedgerError('cannot be created - check space and permissions', {
      path,
      cause: error,
    });
  } finally {
    await rm(written, { force: true });
  }
}

/** Replaces a ledger in one step; it is on the disk when the promise resolves. */
export async function replaceLedger(path: string, ledger: Ledger): Promise<void> {
  const written = await writeBeside(path, ledger);
  try {
    await rename(written, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(written, { force: true });
    throw new LedgerError('cannot be replaced - check space and permissions', {
      path,
      cause: error,
    });
  }
}

/** Deletes a ledger that lists nothing any more, unless it belongs to another lease by now. */
export async function deleteLedger(path: string, lease: string): Promise<void> {
  const current = await readLedger(path);
  if (current?.lease === lease) await rm(path, { force: true });
  await removeBeside(path, lease);
}

/** What processes that were killed while they wrote the ledger of a lease have left. */
export async function removeBeside(path: string, lease: string): Promise<void> {
  const names = await readdir(dirname(path)).catch(() => []);
  const left = names.filter((name) => name.startsWith(`${basename(path)}.${lease}.`));
  for (const name of left) await rm(join(dirname(path), name), { force: true });
}

/** Whether what the ledger lists may be removed by anybody: its time is over or its process is gone. */
export function isStale(ledger: Ledger, now: Date): boolean {
  return Date.parse(ledger.expires) <= now.getTime() || isGone(ledger.process);
}

async function writeBeside(path: string, ledger: Ledger): Promise<string> {
  const beside = `${path}.${ledger.lease}.${randomUUID()}.tmp`;
  try {
    const file = await open(beside, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(ledger, undefined, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return beside;
  } catch (error) {
    await rm(beside, { force: true });
    throw new LedgerError('cannot be written - check space and permissions', {
      path,
      cause: error,
    });
  }
}

/** Gives a written file its final name unless that is taken. */
async function claim(written: string, path: string): Promise<void> {
  try {
    await link(written, path);
  } catch (error) {
    // Some shared folders know no hard links.
    if (errorCode(error) === 'EEXIST') throw error;
    await copyFile(written, path, constants.COPYFILE_EXCL);
  }
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function isLedger(value: unknown): value is Ledger {
  if (!isRecord(value) || value.version !== 1 || !Array.isArray(value.objects)) return false;
  const { environment, lease, owner, created, expires, process: holder } = value;
  if (!isRecord(holder) || typeof holder.pid !== 'number') return false;
  const texts = [environment, lease, owner, created, holder.host, holder.space, holder.started];
  // A date that cannot be read would never be over.
  const ends = typeof expires === 'string' && !Number.isNaN(Date.parse(expires));
  return ends && texts.every(isText) && value.objects.every(isLedgerObject);
}

function isLedgerObject(value: unknown): value is LedgerObject {
  if (!isRecord(value) || !isRecord(value.place)) return false;
  const places = Object.values(value.place);
  return (
    [value.target, value.kind, value.name].every(isText) &&
    places.every((part) => typeof part === 'string' || typeof part === 'number')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
