import type { HistoryEvent } from '@rowmill/asl';
import { runFiles } from '../runs/run-files.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import type { StateView } from './state-views.ts';

/** A task that waits until somebody gives the answer that belongs to its token. */
export interface WaitingTask {
  readonly token: string;
  readonly state: string;
}

/** What is known of the execution that the tasks belong to. */
export interface WaitingOptions {
  readonly states: readonly Pick<StateView, 'name' | 'status'>[];
  readonly events: readonly HistoryEvent[];
}

/** Tasks of a run that wait for an answer: their tokens are on record, without an answer, and nothing has ended them. */
export async function waitingTasks(
  store: DirectoryStore,
  run: string,
  { states, events }: WaitingOptions,
): Promise<readonly WaitingTask[]> {
  const listed = await store.list(`${runFiles(run).inbox}/`);
  const keys = new Set(listed.map(({ key }) => key));
  const tasks: WaitingTask[] = [];
  for (const key of keys) {
    const isOpen = key.endsWith(WAITING) && !keys.has(key.replace(WAITING, '.answer.json'));
    if (isOpen) tasks.push(JSON.parse(String(await store.get(key))) as WaitingTask);
  }
  const statusOf = new Map(states.map(({ name, status }) => [name, status]));
  return tasks.filter(({ state, token }) => {
    const status = statusOf.get(state);
    // States inside others have no status here: that their run goes on has to do.
    return status === undefined || (status === 'running' && !isOver(token, events));
  });
}

const WAITING = '.waiting.json';

/** Whether the try that a token was made for has ended, although its state goes on with another one. */
function isOver(token: string, events: readonly HistoryEvent[]): boolean {
  const isScheduled = ({ type, details }: HistoryEvent): boolean =>
    type === 'TaskScheduled' && String(details?.value.parameters).includes(token);
  let at = events.findIndex(isScheduled);
  if (at < 0) return false;
  for (;;) {
    const { id } = events[at] ?? { id: 0 };
    at = events.findIndex(({ previousEventId }) => previousEventId === id);
    if (at < 0) return false;
    if (/^Task(Succeeded|Failed|TimedOut|StateAborted)$/.test(events[at]?.type ?? '')) return true;
  }
}
