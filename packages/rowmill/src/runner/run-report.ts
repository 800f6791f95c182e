import { REPORT_VERSION, type RunReport } from '../reports/run-report.ts';
import { readRecordFile } from '../runs/record-file.ts';
import { runFiles } from '../runs/run-files.ts';
import type { ObjectStore } from '../stores/object-store.ts';

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
