import { type HistoryOfExecution, readHistories } from '@rowmill/asl';
import type { DirectoryStore } from '../stores/object-store.ts';
import { explainJournal } from './hold-run.ts';
import { readOnly, viewJournal } from './journal-view.ts';
import { executionIdentity, type OpenedRun } from './open-run.ts';

/**
 * The histories of all executions of a run, the first one first, each followed by those of its children. They are
 * named by the execution, and children by their path behind it: `<name>/<map run>/<index>`.
 *
 * @throws RunJournalError when a journal is damaged.
 */
export async function* historiesOf(
  store: DirectoryStore,
  run: OpenedRun,
): AsyncGenerator<HistoryOfExecution> {
  const { id } = run.record;
  for (let execution = 1; execution <= run.execution; execution += 1) {
    const journal = readOnly(await viewJournal(store, id, execution));
    const identity = executionIdentity({ ...run, execution }, journal);
    try {
      for await (const { execution: path, events } of readHistories(identity)) {
        yield { execution: `${identity.name}${path}`, events };
      }
    } catch (error) {
      throw explainJournal(id, error);
    }
  }
}
