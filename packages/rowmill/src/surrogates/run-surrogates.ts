import { randomBytes } from 'node:crypto';
import {
  createBurnedSurrogates,
  type MaskKey,
  mapFates,
  type Surrogates,
} from '@rowmill/core/engine';
import { PlanChangedError, StoreError } from '../errors.ts';
import type { RunContext } from '../ports.ts';
import type { MaskedRunTable, RunPlan } from '../stages/plan-run.ts';
import { isDirectoryStore } from '../stores/directory-store.ts';
import { openVaultFile, type VaultFile } from './vault-file.ts';

/** Random masks of a run, which all its tables share. */
export interface RunSurrogates extends Surrogates {
  /** Puts down what is to be kept, before a masked table leaves the run. */
  save(): Promise<void>;
}

interface HeldSurrogates {
  readonly burned: Pick<Surrogates, 'open'>;
  vault?: Promise<VaultFile>;
}

/** Maps that burn are nowhere but here, in the memory of the process that masks. */
const held = new Map<string, HeldSurrogates>();
/** Tells this process from others, which have other maps. */
const PROCESS = randomBytes(16).toString('hex');

const ownerFile = (runId: string): string => `runs/${runId}/random-masks.json`;

/**
 * The random masks that a table of a run needs; undefined where it needs none.
 *
 * @throws PlanChangedError where other tables of the run were masked by a process that has ended, and their map with it;
 * StoreError for a vault that cannot be had, and in a deployment, where tables share nothing
 */
export async function openRunSurrogates(
  table: MaskedRunTable,
  { plan, key }: { readonly plan: RunPlan; readonly key: MaskKey | undefined },
  { runId, store }: Pick<RunContext, 'runId' | 'store'>,
): Promise<RunSurrogates | undefined> {
  const fates = mapFates(table.masks);
  if (fates.size === 0) return undefined;
  const shares = fates.has('burn') && isShared(plan);
  if (!isDirectoryStore(store) && (shares || fates.has('keep'))) throw needsOneMachine(store);
  if (shares) await claimRun(runId, store);
  const own = held.get(runId) ?? {
    burned: createBurnedSurrogates((count) => new Uint8Array(randomBytes(count))),
  };
  held.set(runId, own);
  const vault = fates.has('keep') ? await vaultOf(own, table, key) : undefined;
  return {
    open(domain, fate) {
      const maps = fate === 'burn' ? own.burned : vault;
      if (maps === undefined) throw new RangeError(`${table.name}: the run opened no vault`);
      return maps.open(domain, fate);
    },
    save: async () => vault?.save(),
  };
}

/** Forgets the random masks of a run: from then on nobody can tell what they stand for. */
export function burnRunSurrogates(runId: string): void {
  held.delete(runId);
}

/** Functions of a deployment have neither memory nor files in common. */
function needsOneMachine(store: RunContext['store']): StoreError {
  return new StoreError(
    store.describe(),
    'a deployment masks each table by itself, and these random masks need one map - run it on one machine, or use hash.hmac',
  );
}

function isShared({ tables }: RunPlan): boolean {
  const sharing = tables.filter((one) => one.kind === 'masked' && mapFates(one.masks).has('burn'));
  return sharing.length > 1;
}

async function claimRun(runId: string, store: RunContext['store']): Promise<void> {
  const owner = JSON.stringify({ process: PROCESS });
  if (await store.put(ownerFile(runId), owner, { ifAbsent: true })) return;
  if ((await store.get(ownerFile(runId))).toString() !== owner)
    throw new PlanChangedError(
      runId,
      'other tables of it were masked by another process, with a map of random masks that only that process knew',
    );
}

function vaultOf(
  own: HeldSurrogates,
  table: MaskedRunTable,
  key: MaskKey | undefined,
): Promise<VaultFile> {
  const path = table.vaultPath();
  // A plan is not made without them.
  if (path === undefined || key === undefined)
    throw new RangeError(`${table.name}: masks that are kept need masking.vault and masking.key`);
  own.vault ??= openVaultFile(path, key);
  return own.vault;
}
