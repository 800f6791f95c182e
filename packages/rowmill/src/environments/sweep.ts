import { EnvironmentLostError, LedgerError } from '../errors.ts';
import type { LedgerObject } from './lease.ts';
import type { Ledger } from './ledger.ts';
import { isStale, type LedgerStore } from './ledger-store.ts';

/** What became of objects that were to be removed. */
export interface Removal {
  /** Readable lines. */
  readonly removed: readonly string[];
  readonly problems: readonly Error[];
  /** Objects that are gone, by us or before us. */
  readonly gone: readonly LedgerObject[];
}

/** Removes objects of one kind of target that carry the marker of the lease. Never throws for one of them. */
export type Remover = (objects: readonly LedgerObject[], lease: string) => Promise<Removal>;

/** By kind of target. */
export type Removers = Readonly<Record<string, Remover>>;

/** What can remove the objects of a ledger. */
export type RemoversOf = (ledger: Ledger) => Promise<Removers>;

const NOTHING: Removal = { removed: [], problems: [], gone: [] };

/**
 * Removes what stale leases left behind: those whose time is over, and those whose holder is gone. Goes on past what
 * cannot be read or removed; all of it is among the problems.
 *
 * @throws {@link LedgerError} when the ledgers cannot be listed.
 */
export async function sweep({
  ledgers,
  removersOf,
  now = new Date(),
}: {
  ledgers: LedgerStore;
  removersOf: RemoversOf;
  now?: Date;
}): Promise<Removal> {
  const removals: Removal[] = [];
  for (const environment of await ledgers.list()) {
    try {
      const ledger = await ledgers.read(environment);
      if (ledger !== undefined && isStale(ledgers, ledger, now))
        removals.push(await removeStale(ledgers, ledger, removersOf));
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      removals.push({ ...NOTHING, problems: [error] });
    }
  }
  return joinRemovals(removals);
}

/**
 * Removes what a stale lease left behind. Who held it, should he work on all the same, cannot put anything on record
 * from now on. Nothing is done where somebody else removes it at this moment, or goes on with it.
 */
export async function removeStale(
  ledgers: LedgerStore,
  stale: Ledger,
  removersOf: RemoversOf,
): Promise<Removal> {
  const ledger = await unlessLost(() => ledgers.replace(stale));
  if (ledger === undefined) return NOTHING;
  return removeLedger(ledgers, ledger, await removersOf(ledger));
}

/** Removes all that a ledger lists, the youngest first, and the ledger itself when nothing is left. */
export async function removeLedger(
  ledgers: LedgerStore,
  ledger: Ledger,
  removers: Removers,
): Promise<Removal> {
  const removal = await removeObjects([...ledger.objects].reverse(), ledger.lease, removers);
  const left = ledger.objects.filter((object) => !removal.gone.includes(object));
  if (left.length === 0) await ledgers.delete(ledger);
  // Who has the ledger by now finds for itself what is gone.
  else await unlessLost(() => ledgers.replace({ ...ledger, objects: left }));
  return removal;
}

async function unlessLost<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  return work().catch((error: unknown) => {
    if (error instanceof EnvironmentLostError) return undefined;
    throw error;
  });
}

async function removeObjects(
  objects: readonly LedgerObject[],
  lease: string,
  removers: Removers,
): Promise<Removal> {
  const removals: Removal[] = [];
  for (const target of new Set(objects.map((object) => object.target))) {
    const group = objects.filter((object) => object.target === target);
    const remove = removers[target];
    if (remove === undefined) {
      const problem = new Error(`nothing here can remove the objects of a ${target} target`);
      removals.push({ removed: [], problems: [problem], gone: [] });
    } else {
      removals.push(await remove(group, lease));
    }
  }
  return joinRemovals(removals);
}

/** Several removals as one. */
export function joinRemovals(removals: readonly Removal[]): Removal {
  return {
    removed: removals.flatMap(({ removed }) => removed),
    problems: removals.flatMap(({ problems }) => problems),
    gone: removals.flatMap(({ gone }) => gone),
  };
}
