import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  COMPLIANCE_NAMES,
  openRunDirectory,
  readRunReport,
  reportFiles,
  runReference,
  StoreError,
  type WrittenReport,
} from 'rowmill/engine';
import type { OpenDeployment } from './open-deployment.ts';

/**
 * Fetches the report of a run in all of its forms, and the compliance report where there is one.
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
  const evidence = Object.values(COMPLIANCE_NAMES).map((name) => join(folder, name));
  for (const path of [...Object.values(files), ...evidence]) {
    const key = directory.key(basename(path));
    if (evidence.includes(path) && (await store.head(key)) === undefined) continue;
    const bytes = await store.get(key);
    try {
      await writeFile(path, bytes);
    } catch (error) {
      throw StoreError.of(path, 'writing the report', error);
    }
  }
  return { report, files };
}
