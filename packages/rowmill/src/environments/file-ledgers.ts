import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EnvironmentLostError, LedgerError } from '../errors.ts';
import { isLedger, type LeaseHolder, type Ledger } from './ledger.ts';
import type { LedgerStore } from './ledger-store.ts';
import { ownerName } from './owner-name.ts';
import { isGone, ownIdentity, type ProcessIdentity } from './process-identity.ts';
import { createFile, replaceFile } from './replace-file.ts';

/** A file as it lies on the disk. */
interface LedgerFile extends Omit<Ledger, 'holder'> {
  readonly version: 1;
  /** The holder: the process that answers for the lease. */
  readonly process: LeaseHolder;
}

/** Folder of the store that holds them. */
export const LEDGER_FOLDER = 'environments';

const FIRST_REVISION = 1;

/**
 * Ledgers as files of a folder, held by processes. A file is written beside its place and takes it in one step, so that
 * a process may be killed at any time.
 *
 * Between reading the revision of a file and taking its place lies a moment that no file system closes. Who comes into
 * it is a process whose lease is over and that works on all the same.
 */
export function createFileLedgers(folder: string): LedgerStore {
  const pathOf = (environment: string): string =>
    join(folder, `${encodeURIComponent(environment)}.json`);
  const read = (environment: string): Promise<Ledger | undefined> =>
    readLedger(pathOf(environment), environment);

  /** What processes that were killed while they wrote the ledger of a lease have left. */
  async function discardUnfinished(environment: string, lease: string): Promise<void> {
    const beginning = unfinishedName(pathOf(environment), lease);
    const names = await readdir(folder).catch(() => []);
    const left = names.filter((name) => name.startsWith(basename(beginning)));
    for (const name of left) await rm(join(folder, name), { force: true });
  }

  return {
    list: () => listEnvironments(folder),
    read,
    async create(draft) {
      const ledger: Ledger = { ...draft, revision: FIRST_REVISION };
      const path = pathOf(ledger.environment);
      const isCreated = await attempt('created', path, async () => {
        await mkdir(folder, { recursive: true });
        return createFile(path, {
          text: textOf(ledger),
          beside: unfinishedName(path, ledger.lease),
        });
      });
      return isCreated ? ledger : undefined;
    },
    async replace(ledger) {
      const { environment, revision } = ledger;
      if (!isSame(await read(environment), ledger))
        throw new EnvironmentLostError(environment, 'another process has changed its ledger');
      const next: Ledger = { ...ledger, revision: revision + 1 };
      const path = pathOf(environment);
      const file = { text: textOf(next), beside: unfinishedName(path, next.lease) };
      await attempt('replaced', path, () => replaceFile(path, file));
      return next;
    },
    async delete(ledger) {
      const { environment, lease } = ledger;
      const stored = await read(environment);
      if (isSame(stored, ledger)) {
        const path = pathOf(environment);
        await attempt('deleted', path, () => rm(path, { force: true }));
      } else if (stored?.lease === lease) return;
      await discardUnfinished(environment, lease);
    },
    discardUnfinished,
    owner: ownerName,
    holder: () => ({ ...ownIdentity() }),
    isGone: (holder) => isGone(processOf(holder)),
    describeHolder: ({ pid, host }) => `process ${pid} on ${host}`,
  };
}

async function listEnvironments(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    if (errorCode(cause) === 'ENOENT') return [];
    throw new LedgerError('cannot be listed - check its permissions', { place: folder, cause });
  });
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => environmentOf(join(folder, name)))
    .toSorted();
}

function environmentOf(path: string): string {
  try {
    return decodeURIComponent(basename(path, '.json'));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function readLedger(path: string, environment: string): Promise<Ledger | undefined> {
  try {
    const ledger = ledgerOf(JSON.parse(await readFile(path, 'utf8')));
    if (ledger === undefined) throw new TypeError('fields are missing or of another type');
    if (ledger.environment !== environment)
      throw new TypeError(`it is that of environment ${ledger.environment}`);
    return ledger;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw unreadable(path, error);
  }
}

function unreadable(place: string, cause: unknown): LedgerError {
  return new LedgerError(
    'is no ledger that can be read - look for what it lists in your databases, then delete it',
    { place, cause },
  );
}

/** The first files knew neither revisions nor where URLs are found. */
function ledgerOf(value: unknown): Ledger | undefined {
  const file = value as Partial<LedgerFile> | null;
  if (file?.version !== 1) return undefined;
  const { version, process, ...fields } = file;
  const ledger: unknown = { revision: 0, urlReferences: [], ...fields, holder: process };
  return isLedger(ledger) && isProcess(ledger.holder) ? ledger : undefined;
}

function textOf({ holder, ...ledger }: Ledger): string {
  const file: LedgerFile = { version: 1, ...ledger, process: holder };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function isSame(one: Ledger | undefined, other: Ledger): boolean {
  return one?.lease === other.lease && one.revision === other.revision;
}

function isProcess({ pid, host, space, started }: LeaseHolder): boolean {
  return (
    typeof pid === 'number' && [host, space, started].every((text) => typeof text === 'string')
  );
}

function processOf({ pid, host, space, started }: LeaseHolder): ProcessIdentity {
  return {
    pid: Number(pid),
    host: String(host),
    space: String(space),
    started: String(started),
  };
}

/** How names of unfinished files begin: they carry the lease, so that those of others are left alone. */
function unfinishedName(path: string, lease: string): string {
  return `${path}.${lease}.`;
}

async function attempt<Value>(
  what: string,
  place: string,
  work: () => Promise<Value>,
): Promise<Value> {
  return work().catch((cause: unknown) => {
    throw new LedgerError(`cannot be ${what} - check space and permissions`, { place, cause });
  });
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
