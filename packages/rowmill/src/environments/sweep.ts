import type { LedgerObject } from './lease.ts';
import {
  deleteLedger,
  isStale,
  type Ledger,
  listLedgers,
  readLedger,
  replaceLedger,
} from './ledger.ts';

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

/**
 * Removes what stale leases left behind: those whose time is over, and those whose process is gone.
 *
 * @throws {@link LedgerError} when a ledger cannot be read.
 */
export async function sweep({
  folder,
  removers,
  now = new Date(),
}: {
  /** Folder of the ledgers: `environments/` of the store. */
  folder: string;
  removers: Removers;
  now?: Date;
}): Promise<Removal> {
  const removals: Removal[] = [];
  for (const path of await listLedgers(folder)) {
    const ledger = await readLedger(path);
    if (ledger !== undefined && isStale(ledger, now)) {
      removals.push(await removeLedger(path, ledger, removers));
    }
  }
  return joinRemovals(removals);
}

/** Removes all that a ledger lists, the youngest first, and the ledger itself when nothing is left. */
export async function removeLedger(
  path: string,
  ledger: Ledger,
  removers: Removers,
): Promise<Removal> {
  const removal = await removeObjects([...ledger.objects].reverse(), ledger.lease, removers);
  const left = ledger.objects.filter((object) => !removal.gone.includes(object));
  if (left.length === 0) await deleteLedger(path, ledger.lease);
  else await replaceLedger(path, { ...ledger, objects: left });
  return removal;
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
