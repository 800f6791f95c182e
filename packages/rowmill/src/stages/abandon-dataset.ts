import type { StageContext } from '../ports.ts';
import { manifestKey, readManifest } from '../stores/manifest.ts';
import { datasetPlace, endBuilding, hasBuilders, hasOtherBuilders } from './dataset-place.ts';
import { PLAN_FILE, type PlanFile } from './planned-run.ts';

/** What processes of the run left half written when they were killed. Nobody else's is touched. */
export async function removeUnfinished({
  files,
  store,
}: Pick<StageContext, 'files' | 'store'>): Promise<void> {
  const plan = await files.find<PlanFile>(PLAN_FILE);
  // What is younger than this process may still be written, by it or by a command of somebody.
  const before = new Date(performance.timeOrigin);
  await store.discardUnfinished(files.key(''), before);
  if (plan === undefined) return;
  const { datasetId } = plan;
  await store.discardUnfinished(manifestKey(datasetId), before);
  // Parts that are on their way to the store, where it takes them in pieces, may be those of another run.
  if (!(await hasBuilders({ datasetId }, { store })))
    await store.discardUnfinished(`datasets/${datasetId}/`, before);
}

/**
 * Lets go of what a run was building. Parts of a dataset that was not completed may fill the disk that has just run
 * full; those that another run is building too stay. Safe to repeat.
 */
export async function abandonDataset(context: StageContext): Promise<void> {
  const { files, store } = context;
  const plan = await files.find<PlanFile>(PLAN_FILE);
  await files.deleteFolder('keys');
  if (plan === undefined) return;
  const { datasetId } = plan;
  await endBuilding(datasetPlace({ datasetId, reusable: true }, context), context);
  await files.deleteFolder('dataset');
  // In this order: who completes a dataset writes its manifest before it stops being a builder.
  if (await hasOtherBuilders({ datasetId }, context)) return;
  if ((await readManifest(store, datasetId)) === undefined)
    await store.deleteFolder(`datasets/${datasetId}`);
}
