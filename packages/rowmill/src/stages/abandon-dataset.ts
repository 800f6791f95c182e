import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StageContext } from '../ports.ts';
import { UNFINISHED } from '../stores/directory-store.ts';
import { readManifest } from '../stores/manifest.ts';
import { datasetPlace, endBuilding, hasOtherBuilders } from './dataset-place.ts';
import { PLAN_FILE, type PlanFile } from './planned-run.ts';

/** Files that processes of the run left half written when they were killed. Nobody else's are touched. */
export async function removeUnfinished({
  files,
  store,
}: Pick<StageContext, 'files' | 'store'>): Promise<void> {
  const plan = await files.find<PlanFile>(PLAN_FILE);
  await sweep(files.path('plan.json').replace(/plan\.json$/, ''), true);
  if (plan !== undefined) await sweep(store.path(`datasets/${plan.datasetId}`), false);
}

async function sweep(folder: string, recursive: boolean): Promise<void> {
  const entries = await readdir(folder, { recursive, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith(UNFINISHED)) continue;
    const path = join(entry.parentPath, entry.name);
    const info = await stat(path).catch(() => undefined);
    // What is younger than this process may still be written, by it or by a command of somebody.
    if (info !== undefined && info.mtimeMs < performance.timeOrigin)
      await rm(path, { force: true });
  }
}

/**
 * Lets go of what a run was building. Parts of a dataset that was not completed may fill the disk that has just run
 * full; those that another run is building too stay. Safe to repeat.
 */
export async function abandonDataset(context: StageContext): Promise<void> {
  const { files, store } = context;
  const plan = await files.find<PlanFile>(PLAN_FILE);
  await rm(files.path('keys'), { recursive: true, force: true });
  if (plan === undefined) return;
  const { datasetId } = plan;
  await endBuilding({ datasetId }, datasetPlace({ datasetId, reusable: true }, context), context);
  await rm(files.path('dataset'), { recursive: true, force: true });
  // In this order: who completes a dataset writes its manifest before it stops being a builder.
  if (await hasOtherBuilders({ datasetId }, context)) return;
  if ((await readManifest(store, datasetId)) === undefined)
    await rm(store.path(`datasets/${datasetId}`), { recursive: true, force: true });
}
