import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StageContext } from '../ports.ts';
import { tableKey } from '../stores/manifest.ts';
import type { RunPlan } from './plan-run.ts';

/**
 * Where a run builds its dataset. Parts of a dataset whose id fixes its rows go straight to their place in the store:
 * whoever makes them makes the same, so runs share what they have. Rows of a live database may differ from run to run;
 * they go to the folder of the run and replace the dataset as a whole once it is complete.
 */
export interface DatasetPlace {
  tableDirectory(table: string): string;
  /** Folder of files of this run that are not complete yet. While it exists, the run is building. */
  readonly unfinished: string;
  /** Whether other runs may find the parts before all are there. */
  readonly isShared: boolean;
}

const OWN_FOLDER = 'dataset';

export function datasetPlace(
  { datasetId, reusable }: Pick<RunPlan, 'datasetId' | 'reusable'>,
  { store, files, runId }: StageContext,
): DatasetPlace {
  return {
    isShared: reusable,
    unfinished: join(buildersOf(datasetId, store), runId),
    tableDirectory: (table) =>
      reusable
        ? store.path(tableKey(datasetId, table))
        : files.path(`${OWN_FOLDER}/${encodeURIComponent(table)}`),
  };
}

const buildersOf = (datasetId: string, store: StageContext['store']): string =>
  store.path(`datasets/${datasetId}.building`);

/** Makes the folders of a table. */
export async function makeTablePlace(place: DatasetPlace, table: string): Promise<void> {
  await mkdir(place.tableDirectory(table), { recursive: true });
  await mkdir(place.unfinished, { recursive: true });
}

/** Moves tables that were built in the folder of the run to their place in the store. Safe to repeat. */
export async function publishTables(
  { datasetId, tables }: RunPlan,
  place: DatasetPlace,
  { store, files }: StageContext,
): Promise<void> {
  if (place.isShared) return;
  for (const { name } of tables) {
    const own = place.tableDirectory(name);
    if (!(await exists(own))) continue;
    const published = store.path(tableKey(datasetId, name));
    await mkdir(store.path(`datasets/${datasetId}`), { recursive: true });
    await rm(published, { recursive: true, force: true });
    await rename(own, published);
  }
  await rm(files.path(OWN_FOLDER), { recursive: true, force: true });
}

/** The run builds no more: what it had not completed goes. */
export async function endBuilding(
  { datasetId }: Pick<RunPlan, 'datasetId'>,
  place: DatasetPlace,
  { store }: StageContext,
): Promise<void> {
  await rm(place.unfinished, { recursive: true, force: true });
  // Fails while other runs build the same dataset.
  await rmdir(buildersOf(datasetId, store)).catch(() => undefined);
}

/** Whether a run other than this one is building the dataset, or was killed while it did and may be resumed. */
export async function hasOtherBuilders(
  { datasetId }: Pick<RunPlan, 'datasetId'>,
  { store, runId }: StageContext,
): Promise<boolean> {
  const builders = await readdir(buildersOf(datasetId, store)).catch(() => []);
  return builders.some((name) => name !== runId);
}

async function exists(folder: string): Promise<boolean> {
  return readdir(folder).then(
    () => true,
    () => false,
  );
}
