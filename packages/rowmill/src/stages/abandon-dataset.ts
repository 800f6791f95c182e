import { rm } from 'node:fs/promises';
import type { StageContext } from '../ports.ts';
import { readManifest } from '../stores/manifest.ts';
import { datasetPlace, endBuilding, hasOtherBuilders } from './dataset-place.ts';
import { PLAN_FILE, type PlanFile } from './planned-run.ts';

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
  const isComplete = (await readManifest(store, datasetId)) !== undefined;
  await endBuilding({ datasetId }, datasetPlace({ datasetId, reusable: true }, context), context);
  await rm(files.path('dataset'), { recursive: true, force: true });
  if (!isComplete && !(await hasOtherBuilders({ datasetId }, context)))
    await rm(store.path(`datasets/${datasetId}`), { recursive: true, force: true });
}
