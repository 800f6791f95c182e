import { mkdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { StageContext } from '../ports.ts';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { MANIFEST_VERSION, manifestKey, writeManifest } from '../stores/manifest.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { openRunDirectory } from '../stores/run-directory.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { abandonDataset } from './abandon-dataset.ts';
import { datasetPlace, endBuilding } from './dataset-place.ts';
import { PLAN_FILE, type PlanFile } from './planned-run.ts';

const datasetId = 'shop-0123';
const PLAN: PlanFile = { version: 1, datasetId, isStored: false, tables: [] };

const contextOf = (store: ObjectStore, runId: string): StageContext =>
  ({ store, runId, files: openRunDirectory(store, `runs/${runId}`) }) as StageContext;

it('leaves a dataset alone that another run completes meanwhile', async () => {
  const store = createDirectoryStore(temporaryFolder());
  const [own, other] = [contextOf(store, 'own'), contextOf(store, 'other')];
  const placeOf = (context: StageContext) => datasetPlace({ datasetId, reusable: true }, context);
  for (const context of [own, other]) await mkdir(placeOf(context).unfinished, { recursive: true });
  await own.files.write(PLAN_FILE, PLAN);
  const part = `datasets/${datasetId}/users/part-00000.parquet`;
  await store.put(part, 'rows');

  const complete = async () => {
    await writeManifest(store, { version: MANIFEST_VERSION, datasetId, tables: [] });
    await endBuilding(placeOf(other), other);
  };
  const watched: ObjectStore = {
    ...store,
    async head(key) {
      const found = await store.head(key);
      if (key === manifestKey(datasetId)) await complete();
      return found;
    },
  };
  await abandonDataset(contextOf(watched, 'own'));
  await complete();
  expect(await store.head(part)).toBeDefined();
});

it('removes the parts of a dataset that nobody completes', async () => {
  const store = createDirectoryStore(temporaryFolder());
  const own = contextOf(store, 'own');
  await own.files.write(PLAN_FILE, PLAN);
  await store.put(`datasets/${datasetId}/users/part-00000.parquet`, 'rows');
  await abandonDataset(own);
  expect(await store.list('datasets/')).toEqual([]);
});
