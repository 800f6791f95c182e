import { didYouMean } from '@rowmill/core/engine';
import type { ObjectStore } from '../stores/object-store.ts';
import { readRecordFile, recordText } from './record-file.ts';
import { UnknownRunError } from './run-errors.ts';
import { RUNS_FOLDER, runFiles } from './run-files.ts';
import type { Sizing } from './sizing.ts';

/** Rises when a reader of the older form would misread the newer. */
export const RUN_VERSION = 1;

/** What a run is. Written once, before anything else happens. */
export interface RunRecord {
  readonly version: typeof RUN_VERSION;
  readonly id: string;
  /** Name of the request. */
  readonly name: string;
  readonly rowmillVersion: string;
  /** Command line that does the same again. */
  readonly command: string;
  /** RFC 3339, UTC. */
  readonly created: string;
  /** Worker threads that were asked for; a process that goes on with the run may have others. */
  readonly workers: number;
  /** Absolute path of the folder that gets a copy of the report; absent where whoever follows the run fetches it. */
  readonly reportFolder?: string;
  /** Absent where it follows from the machine that the run is on. */
  readonly sizing?: Sizing;
  /** Absolute path of the user's own document; absent where it is the pipeline of rowmill. */
  readonly workflowFile?: string;
  /** Random text: task tokens and the like follow from it, so that they are the same after a crash. */
  readonly seed: string;
}

/** @param folder name of the run directory, where that is not its name yet */
export async function writeRunRecord(
  store: ObjectStore,
  record: RunRecord,
  folder: string = record.id,
): Promise<void> {
  await store.put(runFiles(folder).record, recordText(record));
}

/**
 * @throws {@link UnknownRunError}, {@link NewerRunError}, {@link DamagedRunError}
 */
export async function readRunRecord(store: ObjectStore, id: string): Promise<RunRecord> {
  const key = runFiles(id).record;
  if ((await store.head(key)) === undefined) throw new UnknownRunError(id, store.describe());
  return readRecordFile<RunRecord>(store, key, { run: id, newest: RUN_VERSION, isContent });
}

function isContent(value: Record<string, unknown>): boolean {
  const { id, name, rowmillVersion, command, created, reportFolder = '', seed, workers } = value;
  const texts = [id, name, rowmillVersion, command, created, reportFolder, seed];
  return texts.every((text) => typeof text === 'string') && typeof workers === 'number';
}

/** Ids of all runs of a store that have a record, oldest first. */
export async function listRuns(store: ObjectStore): Promise<readonly string[]> {
  const ids = await store.folders(`${RUNS_FOLDER}/`);
  const found = await Promise.all(ids.map(async (id) => store.head(runFiles(id).record)));
  return ids.filter((_, index) => found[index] !== undefined).sort();
}

/**
 * The run that a person means: its id, the unique beginning of one, or `latest`.
 *
 * @throws {@link UnknownRunError}
 */
export async function findRun(store: ObjectStore, wanted: string): Promise<string> {
  const ids = await listRuns(store);
  const [only, ...others] = wanted === 'latest' ? ids.slice(-1) : matching(ids, wanted);
  if (only === undefined) throw new UnknownRunError(wanted, store.describe(), nearby(ids, wanted));
  if (others.length === 0) return only;
  const hint = `it is the beginning of several: ${[only, ...others].join(', ')}`;
  throw new UnknownRunError(wanted, store.describe(), hint);
}

function matching(ids: readonly string[], wanted: string): readonly string[] {
  return ids.includes(wanted) ? [wanted] : ids.filter((id) => id.startsWith(wanted));
}

/** Runs that are named where the wanted one is not there. */
const NAMED = 3;

function nearby(ids: readonly string[], wanted: string): string {
  if (ids.length === 0)
    return 'there are none: rowmill run makes one, and --store names another store';
  const latest = ids.slice(-NAMED).toReversed();
  return didYouMean(wanted, ids) ?? `the latest are ${latest.join(', ')} (rowmill runs list)`;
}
