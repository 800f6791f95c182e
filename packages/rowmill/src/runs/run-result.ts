import type { RunOutcome } from '../reports/run-report.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { readRecordFile, recordText } from './record-file.ts';
import { runFiles } from './run-files.ts';
import { RUN_VERSION } from './run-record.ts';
import type { Failure } from './shard-failure.ts';

/** How an execution of a run ended. Written once it has: who looks at many runs need not read their journals. */
export interface RunResult {
  readonly version: typeof RUN_VERSION;
  readonly outcome: RunOutcome;
  /** RFC 3339, UTC. */
  readonly ended: string;
  /** Why it did not pass. */
  readonly failure?: Failure;
}

/** @param execution 1 for the first, one more for each redrive */
export async function writeRunResult(
  store: ObjectStore,
  { run, execution }: { readonly run: string; readonly execution: number },
  result: Omit<RunResult, 'version'>,
): Promise<void> {
  const record: RunResult = { version: RUN_VERSION, ...result };
  await store.put(runFiles(run).result(execution), recordText(record));
}

/** @returns undefined while the execution has not ended, and when its process ended before this was written */
export async function findRunResult(
  store: ObjectStore,
  { run, execution }: { readonly run: string; readonly execution: number },
): Promise<RunResult | undefined> {
  const key = runFiles(run).result(execution);
  if ((await store.head(key)) === undefined) return undefined;
  return readRecordFile<RunResult>(store, key, { run, newest: RUN_VERSION, isContent });
}

const isContent = ({ outcome, ended }: Record<string, unknown>): boolean =>
  typeof outcome === 'string' && typeof ended === 'string';
