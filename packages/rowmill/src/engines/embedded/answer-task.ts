import { readGraph } from '../../runner/run-graph.ts';
import { openRunView } from '../../runner/run-view.ts';
import { type Inbox, openInbox, runOfToken, type TaskAnswer } from '../../runs/inbox.ts';
import { UnknownTokenError } from '../../runs/run-errors.ts';
import type { DirectoryStore } from '../../stores/object-store.ts';
import type { AnsweredTask } from '../engine.ts';

/** Leaves the answer of a task in the inbox of its run. @throws UnknownTokenError unless the task waits for it */
export async function answerTask(store: DirectoryStore, answer: TaskAnswer): Promise<AnsweredTask> {
  const { inbox, ...task } = await openWaiting(store, answer.token);
  if (!(await inbox.answer(answer))) throw used(task.run);
  return task;
}

/** Leaves a sign of life. @throws UnknownTokenError unless a task waits for the token */
export async function beatHeart(store: DirectoryStore, token: string): Promise<AnsweredTask> {
  const { inbox, ...task } = await openWaiting(store, token);
  await inbox.heartbeat(token);
  return task;
}

interface Waiting extends AnsweredTask {
  readonly run: string;
  readonly inbox: Inbox;
}

async function openWaiting(store: DirectoryStore, token: string): Promise<Waiting> {
  const run = await runOfToken(store, token);
  const view = await openRunView(store, run);
  if (view.end !== undefined)
    throw new UnknownTokenError(`run ${run} has ended (${view.status}): nothing waits for a token`);
  const { waiting } = await readGraph(store, view);
  const inbox = openInbox(store, run);
  const found = waiting.find((task) => task.token === token);
  if (found !== undefined)
    return { run, inbox, state: found.state, isDriven: view.status === 'running' };
  const { answers } = await inbox.read();
  if (answers.some((known) => known.token === token)) throw used(run);
  throw new UnknownTokenError(
    `run ${run} does not wait for this token any more: its task timed out, or was called off`,
  );
}

const used = (run: string): UnknownTokenError =>
  new UnknownTokenError(
    `this token of run ${run} was used: a task takes one answer, and has it - rowmill runs show ${run}`,
  );
