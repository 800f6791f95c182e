import type { ObjectStore } from '../stores/object-store.ts';
import { MAP_FOLDERS } from './map-children.ts';
import { runReference } from './run-files.ts';

/** Why a state of a workflow failed, as the workflow keeps it. */
export interface Failure {
  readonly Error: string;
  readonly Cause: string;
}

/** What a distributed map fails with: the errors of its shards are in the files that it leaves. */
export const THRESHOLD = 'States.ExceedToleratedFailureThreshold';

/** Fields of a child execution, as `ResultWriter` of Step Functions writes them. */
interface ChildEntry {
  readonly Status?: string;
  readonly Error?: string;
  readonly Cause?: string;
  readonly StopDate?: string;
}

/**
 * The failure behind a failure: that of the shard that failed first, where a distributed map says no more than that
 * too many did; with the message alone, where a function failed.
 */
export async function explainFailure(
  store: ObjectStore,
  run: string,
  failure: Failure,
): Promise<Failure> {
  const first = failure.Error === THRESHOLD ? await firstOfShards(store, run) : undefined;
  const explained = first ?? failure;
  return { ...explained, Cause: causeText(explained.Cause) };
}

async function firstOfShards(store: ObjectStore, run: string): Promise<Failure | undefined> {
  const { prefix } = runReference(run);
  const folders = Object.values(MAP_FOLDERS);
  const listed = await Promise.all(folders.map((folder) => store.list(`${prefix}/${folder}/`)));
  const keys = listed.flat().map(({ key }) => key);
  const runs = await Promise.all(
    keys.filter((key) => /\/FAILED_\d+\.json$/.test(key)).map((key) => failedIn(store, key)),
  );
  // Of several map runs, the last one is what the workflow failed with.
  const latest = runs
    .filter((entries) => entries.length > 0)
    .sort(byEnd)
    .at(-1);
  const entry = latest?.[0];
  return entry === undefined
    ? undefined
    : { Error: entry.Error ?? THRESHOLD, Cause: entry.Cause ?? '' };
}

/** Shards that failed by themselves, the first one first; others were called off for their sake. */
async function failedIn(store: ObjectStore, key: string): Promise<readonly ChildEntry[]> {
  const entries = JSON.parse(String(await store.get(key))) as readonly ChildEntry[];
  return entries
    .filter((entry) => entry.Status === 'FAILED' && entry.Error !== undefined)
    .sort((one, other) => endOf(one) - endOf(other));
}

const endOf = ({ StopDate = '' }: ChildEntry): number => Date.parse(StopDate) || 0;

const byEnd = (one: readonly ChildEntry[], other: readonly ChildEntry[]): number =>
  Math.max(...one.map(endOf)) - Math.max(...other.map(endOf));

/**
 * The message in the cause of a failure. Functions fail with `{"errorType": …, "errorMessage": …}` as JSON text, here
 * as on AWS; other causes are words already.
 */
export function causeText(cause: string): string {
  if (!cause.startsWith('{')) return cause;
  try {
    const { errorMessage } = JSON.parse(cause) as { errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : cause;
  } catch {
    // Words that begin like JSON, or JSON that was cut at the length that a cause may have.
    return cause;
  }
}
