import type { StageContext } from '../ports.ts';
import { countOf } from '../reports/quantities.ts';
import {
  deleteManifest,
  isComplete,
  type Manifest,
  readManifest,
  tableKey,
} from '../stores/manifest.ts';
import { beginBuilding, datasetPlace } from './dataset-place.ts';
import type { RunPlan } from './plan-run.ts';
import { PLAN_FILE, type PlanFile, type PlannedRun } from './planned-run.ts';
import { shardsOf, shardsOfTable } from './shards.ts';

export interface PlannedShards {
  readonly datasetId: string;
  /** The dataset is in the store already: nothing is to be built. */
  readonly isStored: boolean;
  readonly shards: { readonly bucket: string; readonly key: string };
  readonly shardCount: number;
  /** Shards at the same time. */
  readonly concurrency: number;
  readonly hasEnvironments: boolean;
  readonly hasTest: boolean;
  readonly summary: string;
}

const SHARDS_FILE = 'build-shards.jsonl';

/** Shards that wait for each worker, so that none is idle while the workflow notes the end of one. */
export const SHARDS_PER_WORKER = 2;

/** Finds out what has to be built, and lists the shards. Safe to repeat. */
export async function planShards(
  { request, plan, sizing }: PlannedRun,
  bucket: string,
  context: StageContext,
): Promise<PlannedShards> {
  const { files } = context;
  const planned: PlanFile = {
    version: 1,
    datasetId: plan.datasetId,
    isStored: plan.reusable && (await isStored(plan.datasetId, context)),
    tables: plan.tables.map((table) => ({
      name: table.name,
      kind: table.kind,
      shards: shardsOfTable(table, sizing).length,
    })),
    ...edgeCasesOf(plan),
  };
  await files.create(PLAN_FILE, planned);
  // What was found first counts: a run that has stored its dataset goes on as the one that built it.
  const { isStored: wasStored } = await files.read<PlanFile>(PLAN_FILE);
  const shards = wasStored ? [] : shardsOf(plan, sizing);
  if (!wasStored) await beginBuilding(datasetPlace(plan, context), context);
  await files.writeLines(SHARDS_FILE, shards);
  return {
    datasetId: plan.datasetId,
    isStored: wasStored,
    shards: { bucket, key: files.key(SHARDS_FILE) },
    shardCount: shards.length,
    concurrency: sizing?.buildConcurrency ?? SHARDS_PER_WORKER * context.pool.size,
    hasEnvironments: Object.keys(request.environments).length > 0,
    hasTest: request.test !== undefined,
    summary: `${countOf(plan.tables.length, 'table')}, dataset ${plan.datasetId}`,
  };
}

function edgeCasesOf({ edgeCases }: RunPlan): Pick<PlanFile, 'edgeCases'> {
  if (edgeCases === undefined || edgeCases.size === 0) return {};
  return {
    edgeCases: [...edgeCases].map(([table, { dropped, ...figures }]) => ({
      table,
      ...figures,
      dropped: dropped.length,
    })),
  };
}

async function isStored(datasetId: string, { store }: StageContext): Promise<boolean> {
  const manifest = await readManifest(store, datasetId);
  if (manifest === undefined) return false;
  if (await isComplete(store, manifest)) return true;
  await discardDamaged(manifest, store);
  return false;
}

/** Parts that somebody has cut are made again; a manifest that does not hold would be taken for granted. */
async function discardDamaged(manifest: Manifest, store: StageContext['store']): Promise<void> {
  await deleteManifest(store, manifest.datasetId);
  for (const { name, parts } of manifest.tables) {
    for (const { file, bytes } of parts) {
      const key = `${tableKey(manifest.datasetId, name)}/${file}`;
      const found = await store.head(key);
      if (found?.bytes !== bytes) await store.delete(key);
    }
  }
}
