import { RunBusyError, RunJournalError, RunStatusError } from '../runs/run-errors.ts';
import { listRuns } from '../runs/run-record.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import { describeHolder } from './hold-run.ts';
import { removeRunDirectory } from './run-draft.ts';
import { openRunView, summariseRun } from './run-view.ts';

/**
 * Removes what a run that has ended keeps about itself. Its dataset stays, as do environments that were to be kept. A run
 * whose journal is damaged can only be removed; what it has made goes with `rowmill doctor --fix`.
 *
 * @throws RunBusyError, RunStatusError when it has not ended; what {@link summariseRun} throws.
 */
export async function removeRun(store: DirectoryStore, id: string): Promise<void> {
  const { status, holder } = await summariseRun(store, id);
  if (status === 'running') throw new RunBusyError(id, describeHolder(holder));
  if (status === 'interrupted' && (await hasJournal(store, id))) {
    const problem = `it has not ended - to clean up and end it: rowmill runs cancel ${id}`;
    throw new RunStatusError(id, problem);
  }
  await removeRunDirectory(store, id);
}

async function hasJournal(store: DirectoryStore, id: string): Promise<boolean> {
  try {
    await openRunView(store, id);
    return true;
  } catch (error) {
    if (error instanceof RunJournalError) return false;
    throw error;
  }
}

/** Ids of the runs that ended before a time, oldest first. Those that cannot be read are not among them. */
export async function runsEndedBefore(
  store: DirectoryStore,
  time: number,
): Promise<readonly string[]> {
  const ended: string[] = [];
  for (const id of await listRuns(store)) {
    const end = await summariseRun(store, id).then(
      (summary) => summary.end?.ended,
      () => undefined,
    );
    if (end !== undefined && Date.parse(end) < time) ended.push(id);
  }
  return ended;
}
