import { runFiles } from '../runs/run-files.ts';
import { listRuns } from '../runs/run-record.ts';
import { openSource } from '../sources/open-source.ts';
import { readEnvironments } from '../stages/environments-file.ts';
import { type Manifest, readManifest, tableKey } from '../stores/manifest.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import { openRunDirectory } from '../stores/run-directory.ts';
import type { ComparedPlace } from './compared-place.ts';

/** Finds the stored dataset that was delivered to one of the leases; undefined where it is not there any more. */
export async function findDataset(
  store: DirectoryStore,
  leases: ReadonlySet<string>,
): Promise<Manifest | undefined> {
  for (const run of (await listRuns(store)).toReversed()) {
    const files = openRunDirectory(store, `runs/${run}`);
    const environments = await readEnvironments(files);
    if (!environments.some(({ lease }) => leases.has(lease))) continue;
    if ((await store.head(runFiles(run).report)) === undefined) continue;
    const { datasetId } = JSON.parse(String(await store.get(runFiles(run).report)));
    const manifest = await readManifest(store, String(datasetId));
    if (manifest !== undefined) return manifest;
  }
  return undefined;
}

/** A stored dataset, to hold environments against. */
export function datasetPlace(
  store: DirectoryStore,
  { datasetId, tables }: Manifest,
): ComparedPlace {
  return {
    name: 'dataset',
    describe: `dataset ${datasetId.slice(0, 12)} in ${store.describe()}`,
    tables: tables
      .filter(({ rows }) => rows > 0)
      .map(({ name }) => ({
        name,
        engine: 'files',
        open: () =>
          openSource(
            { kind: 'parquet', path: store.path(`${tableKey(datasetId, name)}`) },
            { directory: '.', environment: {} },
          ),
      })),
  };
}
