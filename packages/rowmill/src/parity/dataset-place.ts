import type { TableShape } from '@rowmill/core';
import { runFiles, runReference } from '../runs/run-files.ts';
import { listRuns } from '../runs/run-record.ts';
import { openSource } from '../sources/open-source.ts';
import type { Source } from '../sources/source.ts';
import { readEnvironments } from '../stages/environments-file.ts';
import { type Manifest, readManifest, tableKey } from '../stores/manifest.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import { openRunDirectory } from '../stores/run-directory.ts';
import type { ComparedPlace, ComparedTable } from './compared-place.ts';

/** Finds the stored dataset that was delivered to one of the leases; undefined where it is not there any more. */
export async function findDataset(
  store: DirectoryStore,
  leases: ReadonlySet<string>,
): Promise<Manifest | undefined> {
  for (const run of (await listRuns(store)).toReversed()) {
    const files = openRunDirectory(store, runReference(run).prefix);
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
    tables: tables.map(
      ({ name, rows, shape }): ComparedTable => ({
        name,
        engine: 'files',
        open: async () =>
          rows === 0
            ? emptySource(shape)
            : openSource(
                { kind: 'parquet', path: store.path(`${tableKey(datasetId, name)}`) },
                { directory: '.', environment: {} },
              ),
      }),
    ),
  };
}

/** A table without rows has no part that could be read. */
const emptySource = ({ name, columns }: TableShape): Source => ({
  describe: () => `table ${name} of the dataset`,
  columns: columns.map((column) => ({ name: column.name, type: column.type })),
  async *rows() {},
  close: async () => undefined,
});
