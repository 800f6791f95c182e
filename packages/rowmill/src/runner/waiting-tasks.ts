import { runFiles } from '../runs/run-files.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import type { StateView } from './state-views.ts';

/** A task that waits until somebody gives the answer that belongs to its token. */
export interface WaitingTask {
  readonly token: string;
  readonly state: string;
}

/** Tasks of a run that wait for an answer: their tokens are on record, without an answer, and their states go on. */
export async function waitingTasks(
  store: ObjectStore,
  run: string,
  states: readonly Pick<StateView, 'name' | 'status'>[],
): Promise<readonly WaitingTask[]> {
  const listed = await store.list(`${runFiles(run).inbox}/`);
  const keys = new Set(listed.map(({ key }) => key));
  const tokens: WaitingTask[] = [];
  for (const key of keys) {
    const isOpen = key.endsWith(WAITING) && !keys.has(key.replace(WAITING, '.answer.json'));
    if (isOpen) tokens.push(JSON.parse(String(await store.get(key))) as WaitingTask);
  }
  const running = new Set(states.flatMap(({ name, status }) => (status === 'running' ? name : [])));
  return tokens.filter(({ state }) => running.has(state));
}

const WAITING = '.waiting.json';
