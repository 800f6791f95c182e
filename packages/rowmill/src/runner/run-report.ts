import type { DatasetProfile } from '../profile/dataset-profile.ts';
import { PROFILE_NAME } from '../reports/report-forms.ts';
import { REPORT_VERSION, type RunReport } from '../reports/run-report.ts';
import { readRecordFile } from '../runs/record-file.ts';
import { runFiles, runReference } from '../runs/run-files.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { openRunDirectory } from '../stores/run-directory.ts';

/** What a run came to, as its last execution has written it; undefined when that did not come so far. */
export async function readRunReport(
  store: ObjectStore,
  run: string,
): Promise<RunReport | undefined> {
  const key = runFiles(run).report;
  if ((await store.head(key)) === undefined) return undefined;
  return readRecordFile<RunReport>(store, key, {
    run,
    newest: REPORT_VERSION,
    isContent: ({ stages, tables }) => Array.isArray(stages) && Array.isArray(tables),
  });
}

/** What a run has kept for its reports. */
export interface StoredReport {
  /** Names lists of failing rows by where they are: a path, or an address of the store. */
  readonly report: RunReport;
  readonly profile: DatasetProfile | undefined;
}

/** All that the reports of a run are written from; undefined where it has not come so far. */
export async function readStoredReport(
  store: ObjectStore,
  run: string,
): Promise<StoredReport | undefined> {
  const report = await readRunReport(store, run);
  if (report === undefined) return undefined;
  const files = openRunDirectory(store, runReference(run).prefix);
  const checks = report.checks.map((check) =>
    check.failuresFile === undefined
      ? check
      : { ...check, failuresFile: store.place(files.key(check.failuresFile)) },
  );
  return { report: { ...report, checks }, profile: await files.find(PROFILE_NAME) };
}
