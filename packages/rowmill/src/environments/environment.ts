import { randomUUID } from 'node:crypto';
import { CleanUpError, EnvironmentBusyError, MixedKeysError } from '../errors.ts';
import { isSameObject, type Lease, type LedgerObject } from './lease.ts';
import type { Ledger, LedgerDraft } from './ledger.ts';
import { isStale, type LedgerStore } from './ledger-store.ts';
import { areMixed } from './mask-keys.ts';
import { type RemoversOf, removeStale } from './sweep.ts';
import { joinLedger, type LeaseClaim, takeOverLedger } from './take-over.ts';

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
 * @throws {@link EnvironmentBusyError} when somebody else holds it; {@link MixedKeysError} when he does with rows that
 * were masked under another key.
 * @throws {@link CleanUpError} when leftovers cannot be removed.
 */
export async function openEnvironment({
  ledgers,
  name,
  leaseMs,
  removersOf,
  urlReferences = [],
  maskKeys = [],
  lease = randomUUID(),
  owner = ledgers.owner(),
  now = new Date(),
}: {
  ledgers: LedgerStore;
  name: string;
  leaseMs: number;
  removersOf: RemoversOf;
  /** As in {@link Ledger}: where the URLs of the targets are found. */
  urlReferences?: readonly string[];
  /** As in {@link Ledger}: what the rows were masked under. */
  maskKeys?: readonly string[];
  /** Id of the claim, where the caller has written it down before; never one that was used. */
  lease?: string;
  owner?: string;
  now?: Date;
}): Promise<Environment> {
  const leftovers = await removeLeftovers(ledgers, name, { removersOf, now });
  const draft: LedgerDraft = {
    environment: name,
    lease,
    owner,
    holder: ledgers.holder(),
    created: now.toISOString(),
    expires: new Date(now.getTime() + leaseMs).toISOString(),
    objects: [],
    urlReferences,
    ...(maskKeys.length === 0 ? {} : { maskKeys }),
  };
  const ledger = await ledgers.create(draft);
  if (ledger === undefined) throw await busy(ledgers, name, maskKeys);
  return holdLease(ledgers, ledger, leftovers);
}

/**
 * Goes on with a lease that another process of the same run held: what is on its record is ours from now on, and that
 * process cannot change it any more.
 *
 * @throws {@link EnvironmentLostError} when its time is over, or somebody removed it.
 */
export async function takeOverEnvironment(
  ledgers: LedgerStore,
  claim: LeaseClaim,
): Promise<Environment> {
  return holdLease(ledgers, await takeOverLedger(ledgers, claim), []);
}

/**
 * Takes part in a lease that our holder holds, beside others that do. A lease of another holder is taken over.
 *
 * @throws {@link EnvironmentLostError} when its time is over, or somebody removed it.
 */
export async function joinEnvironment(
  ledgers: LedgerStore,
  claim: LeaseClaim,
): Promise<Environment> {
  return holdLease(ledgers, await joinLedger(ledgers, claim), []);
}

async function removeLeftovers(
  ledgers: LedgerStore,
  name: string,
  { removersOf, now }: { readonly removersOf: RemoversOf; readonly now: Date },
): Promise<readonly string[]> {
  const stale = await ledgers.read(name);
  if (stale === undefined || !isStale(ledgers, stale, now)) return [];
  const { removed, problems } = await removeStale(ledgers, stale, removersOf);
  if (problems.length > 0) throw new CleanUpError(problems, removed);
  return removed;
}

async function busy(
  ledgers: LedgerStore,
  name: string,
  maskKeys: readonly string[],
): Promise<EnvironmentBusyError | MixedKeysError> {
  const ledger = await ledgers.read(name);
  const holder =
    ledger === undefined
      ? 'another run'
      : `${ledger.owner} (${ledgers.describeHolder(ledger.holder)})`;
  const until = ledger === undefined ? '' : ` until ${ledger.expires}`;
  const theirs = ledger?.maskKeys ?? [];
  if (areMixed(maskKeys, theirs))
    return new MixedKeysError(
      name,
      `${holder} holds it${until} with rows masked under key ${theirs.join(', ')}, these are masked under ${maskKeys.join(', ')}, and do not join with them - wait until they are removed, or run with another environment`,
    );
  return new EnvironmentBusyError(
    name,
    `${holder} holds it${until} - wait for it, or run with another environment`,
  );
}

function holdLease(ledgers: LedgerStore, held: Ledger, leftovers: readonly string[]): Environment {
  let ledger = held;
  let writing: Promise<unknown> = Promise.resolve();

  /** One write after the other; the record in memory changes only when the stored one has. */
  function change(next: (before: readonly LedgerObject[]) => readonly LedgerObject[]) {
    const write = async () => {
      const objects = next(ledger.objects);
      if (objects.length === ledger.objects.length) return;
      ledger = await ledgers.replace({ ...ledger, objects });
    };
    const result = writing.then(write, write);
    writing = result;
    return result;
  }

  return {
    environment: held.environment,
    id: held.lease,
    owner: held.owner,
    expires: held.expires,
    leftovers,
    get objects() {
      return ledger.objects;
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
      if (ledger.objects.length === 0) await ledgers.delete(ledger);
    },
  };
}
