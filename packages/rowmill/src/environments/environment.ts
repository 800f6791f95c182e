import { randomUUID } from 'node:crypto';
import { CleanUpError, EnvironmentBusyError, EnvironmentLostError } from '../errors.ts';
import { isSameObject, type Lease, type LedgerObject } from './lease.ts';
import {
  createLedger,
  deleteLedger,
  isStale,
  type Ledger,
  ledgerPath,
  readLedger,
  replaceLedger,
} from './ledger.ts';
import { ownerName } from './owner-name.ts';
import { ownIdentity } from './process-identity.ts';
import { type Removers, removeLedger } from './sweep.ts';

/** An environment that is ours until we let go of it. */
export interface Environment extends Lease {
  /** Lines about what an earlier owner had left behind and was removed. */
  readonly leftovers: readonly string[];
  /** Lets go. The ledger stays when it still lists objects, so that a sweep finds them. */
  close(): Promise<void>;
}

/**
 * Leases an environment. What a stale lease of it left behind is removed first.
 *
 * @throws {@link EnvironmentBusyError} when somebody else holds it.
 * @throws {@link CleanUpError} when leftovers cannot be removed.
 */
export async function openEnvironment({
  folder,
  name,
  leaseMs,
  removers,
  lease = randomUUID(),
  owner = ownerName(),
  now = new Date(),
}: {
  /** Folder of the ledgers: `environments/` of the store. */
  folder: string;
  name: string;
  leaseMs: number;
  removers: Removers;
  /** Id of the claim, where the caller has written it down before; never one that was used. */
  lease?: string;
  owner?: string;
  now?: Date;
}): Promise<Environment> {
  const path = ledgerPath(folder, name);
  const leftovers = await removeLeftovers(path, removers, now);
  const ledger: Ledger = {
    version: 1,
    environment: name,
    lease,
    owner,
    process: ownIdentity(),
    created: now.toISOString(),
    expires: new Date(now.getTime() + leaseMs).toISOString(),
    objects: [],
  };
  if (!(await createLedger(path, ledger))) throw await busy(path, name);
  return holdLease(path, ledger, leftovers);
}

/**
 * Goes on with a lease that another process of the same run held: what is on its record is ours from now on.
 *
 * @throws {@link EnvironmentLostError} when its time is over, or somebody removed it.
 */
export async function takeOverEnvironment(claim: {
  folder: string;
  name: string;
  lease: string;
  now?: Date;
}): Promise<Environment> {
  return holdLease(ledgerPath(claim.folder, claim.name), await takeOverLedger(claim), []);
}

/** The same, for who only removes what is on the record: it may be over. */
export async function takeOverLedger({
  folder,
  name,
  lease,
  now = new Date(),
  mayBeOver = false,
}: {
  folder: string;
  name: string;
  lease: string;
  now?: Date;
  mayBeOver?: boolean;
}): Promise<Ledger> {
  const path = ledgerPath(folder, name);
  const found = await readLedger(path);
  if (found?.lease !== lease)
    throw new EnvironmentLostError(name, 'what the run had made was removed by another run');
  if (!mayBeOver && Date.parse(found.expires) <= now.getTime())
    throw new EnvironmentLostError(name, `its lease ended at ${found.expires}`);
  const ledger: Ledger = { ...found, process: ownIdentity() };
  await replaceLedger(path, ledger);
  return ledger;
}

async function removeLeftovers(
  path: string,
  removers: Removers,
  now: Date,
): Promise<readonly string[]> {
  const stale = await readLedger(path);
  if (stale === undefined || !isStale(stale, now)) return [];
  const { removed, problems } = await removeLedger(path, stale, removers);
  if (problems.length > 0) throw new CleanUpError(problems, removed);
  return removed;
}

async function busy(path: string, name: string): Promise<EnvironmentBusyError> {
  const ledger = await readLedger(path);
  const holder = ledger === undefined ? 'another run' : `${ledger.owner} (${whoOf(ledger)})`;
  const until = ledger === undefined ? '' : ` until ${ledger.expires}`;
  return new EnvironmentBusyError(
    name,
    `${holder} holds it${until} - wait for it, or run with another environment`,
  );
}

function whoOf({ process }: Ledger): string {
  return `process ${process.pid} on ${process.host}`;
}

function holdLease(path: string, ledger: Ledger, leftovers: readonly string[]): Environment {
  let objects = ledger.objects;
  let writing: Promise<unknown> = Promise.resolve();

  /** One write after the other; the record in memory changes only when the one on disk has. */
  function change(next: (before: readonly LedgerObject[]) => readonly LedgerObject[]) {
    const write = async () => {
      const after = next(objects);
      if (after.length === objects.length) return;
      await replaceLedger(path, { ...ledger, objects: after });
      objects = after;
    };
    const result = writing.then(write, write);
    writing = result;
    return result;
  }

  return {
    environment: ledger.environment,
    id: ledger.lease,
    owner: ledger.owner,
    expires: ledger.expires,
    leftovers,
    get objects() {
      return objects;
    },
    record: (added) =>
      change((before) => [
        ...before,
        ...added.filter((object) => !before.some((known) => isSameObject(known, object))),
      ]),
    forget: (dropped) =>
      change((before) =>
        before.filter((object) => !dropped.some((other) => isSameObject(other, object))),
      ),
    async close() {
      await writing.catch(() => undefined);
      if (objects.length === 0) await deleteLedger(path, ledger.lease);
    },
  };
}
