import { mkdir, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  openRunDirectory,
  readRunReport,
  reportFiles,
  runReference,
  StoreError,
  type WrittenReport,
} from 'rowmill/engine';
import type { OpenDeployment } from './open-deployment.ts';

/**
 * Fetches the report of a run in all of its forms.
 *
 * @param folder absolute path
 * @returns undefined where the run wrote none
 */
export async function fetchReport(
  { store }: OpenDeployment,
  run: string,
  folder: string,
): Promise<WrittenReport | undefined> {
  const report = await readRunReport(store, run);
  if (report === undefined) return undefined;
  const files = reportFiles(folder);
  const directory = openRunDirectory(store, runReference(run).prefix);
  await mkdir(folder, { recursive: true });
  for (const path of Object.values(files)) {
    const bytes = await store.get(directory.key(basename(path)));
    try {
      await writeFile(path, bytes);
    } catch (error) {
      throw StoreError.of(path, 'writing the report', error);
    }
  }
  return { report, files };
}
