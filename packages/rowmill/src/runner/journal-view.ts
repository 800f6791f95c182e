import { type Journal, type JournalView, readJournal } from '@rowmill/asl';
import { runFiles } from '../runs/run-files.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import { explainJournal, isAlive } from './hold-run.ts';

/**
 * The journal of an execution for who only looks, also while somebody drives the run.
 *
 * @throws RunJournalError when it is damaged.
 */
export async function viewJournal(
  store: DirectoryStore,
  run: string,
  execution: number,
): Promise<JournalView> {
  const directory = store.path(runFiles(run).journal(execution));
  try {
    return await readJournal(directory, { isAlive });
  } catch (error) {
    throw explainJournal(run, error);
  }
}

/** Histories are read from journals; this one takes nothing. */
export function readOnly(view: JournalView): Journal {
  return {
    records: () => view.records(),
    append: () => Promise.reject(new Error('a journal that is only looked at takes no records')),
    close: () => Promise.resolve(),
  };
}
