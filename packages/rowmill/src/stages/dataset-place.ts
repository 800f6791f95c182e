import { mkdir } from 'node:fs/promises';
import { ShardConflictError } from '../errors.ts';
import type { StageContext } from '../ports.ts';
import { eachOf } from '../stores/each-of.ts';
import { tableKey } from '../stores/manifest.ts';
import type { StoredPart } from '../workers/jobs.ts';
import { sha256OfFile } from '../workers/publish-part.ts';
import type { RunPlan } from './plan-run.ts';

/**
 * Where a run builds its dataset. Parts of a dataset whose id fixes its rows go straight to their place in the store:
 * whoever makes them makes the same, so runs share what they have. Rows of a live database may differ from run to run;
 * they go to the folder of the run and replace the dataset as a whole once it is complete.
 */
export interface DatasetPlace {
  /** Key of the folder of a table. */
  tableKey(table: string): string;
  /** Path at which workers write the parts of a table. */
  tableDirectory(table: string): string;
  /** Path of the folder of files of this run that are not complete yet. */
  readonly unfinished: string;
  /** Key of the folder that is there while the run is building. */
  readonly builder: string;
  /** Whether other runs may find the parts before all are there. */
  readonly isShared: boolean;
}

const OWN_FOLDER = 'dataset';

export function datasetPlace(
  { datasetId, reusable }: Pick<RunPlan, 'datasetId' | 'reusable'>,
  { store, files, runId }: StageContext,
): DatasetPlace {
  const keyOf = (table: string): string =>
    reusable ? tableKey(datasetId, table) : files.key(`${OWN_FOLDER}/${encodeURIComponent(table)}`);
  const builder = `${buildersOf(datasetId)}/${runId}`;
  return {
    isShared: reusable,
    builder,
    unfinished: store.localPath(builder),
    tableKey: keyOf,
    tableDirectory: (table) => store.localPath(keyOf(table)),
  };
}

const buildersOf = (datasetId: string): string => `datasets/${datasetId}.building`;

/** From now on the run is one of those that build the dataset. */
export async function beginBuilding(
  { builder }: DatasetPlace,
  { store }: StageContext,
): Promise<void> {
  await store.put(`${builder}/builder`, '');
}

/** Makes the folders of a table for the workers of this machine. */
export async function makeTablePlace(place: DatasetPlace, table: string): Promise<void> {
  await mkdir(place.tableDirectory(table), { recursive: true });
  await mkdir(place.unfinished, { recursive: true });
}

/**
 * Stores the parts that workers of this machine have made of a table.
 *
 * @throws {@link ShardConflictError} when something else is there.
 */
export async function publishParts(
  place: Pick<DatasetPlace, 'tableKey'>,
  table: string,
  parts: readonly Pick<StoredPart, 'file' | 'sha256'>[],
  { store }: Pick<StageContext, 'store'>,
): Promise<void> {
  await eachOf(parts, async ({ file, sha256 }) => {
    const key = `${place.tableKey(table)}/${file}`;
    if (await store.publish(key, { ifAbsent: true })) return;
    const isSame = sha256OfFile(await store.fetch(key)) === sha256;
    await store.release(key);
    if (!isSame) throw new ShardConflictError(store.place(key));
  });
}

/** Moves tables that were built in the folder of the run to their place in the store. Safe to repeat. */
export async function publishTables(
  { datasetId, tables }: RunPlan,
  place: DatasetPlace,
  { store, files }: StageContext,
): Promise<void> {
  if (place.isShared) return;
  for (const { name } of tables) {
    const own = place.tableKey(name);
    // Of an earlier try that had come further.
    if ((await store.list(`${own}/`)).length === 0) continue;
    await store.moveFolder(own, tableKey(datasetId, name));
  }
  await files.deleteFolder(OWN_FOLDER);
}

/** The run builds no more: what it had not completed goes. */
export async function endBuilding(
  place: DatasetPlace,
  { store }: Pick<StageContext, 'store'>,
): Promise<void> {
  await store.deleteFolder(place.builder);
}

/** Whether any run is building the dataset, or was killed while it did. */
export async function hasBuilders(
  { datasetId }: Pick<RunPlan, 'datasetId'>,
  { store }: Pick<StageContext, 'store'>,
): Promise<boolean> {
  return (await store.folders(`${buildersOf(datasetId)}/`)).length > 0;
}

/** Whether a run other than this one is building the dataset, or was killed while it did and may be resumed. */
export async function hasOtherBuilders(
  { datasetId }: Pick<RunPlan, 'datasetId'>,
  { store, runId }: StageContext,
): Promise<boolean> {
  const builders = await store.folders(`${buildersOf(datasetId)}/`);
  return builders.some((name) => name !== runId);
}
