import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  COMPLIANCE_NAMES,
  openRunDirectory,
  PROFILE_NAME,
  readRunReport,
  reportFiles,
  runReference,
  StoreError,
  type WrittenReport,
} from 'rowmill/engine';
import type { OpenDeployment } from './open-deployment.ts';

/**
 * Fetches the report of a run in all of its forms, and the compliance report where there is one. A deployment of an
 * older version has not written them all: what it lacks is left out.
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
  const profile = join(folder, PROFILE_NAME);
  for (const path of [...Object.values(files), profile, ...evidence]) {
    const key = directory.key(basename(path));
    if ((await store.head(key)) === undefined) continue;
    const bytes = await store.get(key);
    try {
      await writeFile(path, bytes);
    } catch (error) {
      throw StoreError.of(path, 'writing the report', error);
    }
  }
  return { report, files };
}
