import { resolve } from 'node:path';
import type { Json } from '@rowmill/asl';
import { readGraph } from '../../runner/run-graph.ts';
import { openRunView } from '../../runner/run-view.ts';
import { type Inbox, openInbox, runOfToken, type TaskAnswer } from '../../runs/inbox.ts';
import { UnknownTokenError } from '../../runs/run-errors.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import type { StoreOption } from './runs-list.ts';

export function completeTask(
  token: string,
  { output: text, store }: StoreOption & { readonly output: string },
  session: Session,
): Promise<number> {
  return answer({ outcome: 'succeeded', token, output: parseOutput(text) }, store, session);
}

export function failTask(
  token: string,
  { error, cause, store }: StoreOption & { readonly error: string; readonly cause: string },
  session: Session,
): Promise<number> {
  return answer({ outcome: 'failed', token, error, cause }, store, session);
}

export async function beatHeart(
  token: string,
  { store: folder }: StoreOption,
  session: Session,
): Promise<number> {
  const waiting = await openWaiting(token, folder);
  await waiting.inbox.heartbeat(token);
  return tell('the sign of life is left', waiting, session);
}

async function answer(given: TaskAnswer, folder: string, session: Session): Promise<number> {
  const waiting = await openWaiting(given.token, folder);
  if (!(await waiting.inbox.answer(given))) throw used(waiting.run);
  return tell('the answer is left', waiting, session);
}

interface Waiting {
  readonly run: string;
  readonly state: string;
  readonly inbox: Inbox;
  readonly isDriven: boolean;
}

/** @throws UnknownTokenError unless a task waits for the token. */
async function openWaiting(token: string, folder: string): Promise<Waiting> {
  const store = createDirectoryStore(resolve(folder));
  const run = await runOfToken(store, token);
  const { state, isDriven } = await findWaiting(store, run, token);
  return { run, state, isDriven, inbox: openInbox(store, run) };
}

async function findWaiting(store: ObjectStore, run: string, token: string) {
  const view = await openRunView(store, run);
  if (view.end !== undefined)
    throw new UnknownTokenError(`run ${run} has ended (${view.status}): nothing waits for a token`);
  const { waiting } = await readGraph(store, view);
  const found = waiting.find((task) => task.token === token);
  if (found !== undefined) return { state: found.state, isDriven: view.status === 'running' };
  const { answers } = await openInbox(store, run).read();
  if (answers.some((known) => known.token === token)) throw used(run);
  throw new UnknownTokenError(
    `run ${run} does not wait for this token any more: its task timed out, or was called off`,
  );
}

const used = (run: string): UnknownTokenError =>
  new UnknownTokenError(
    `this token of run ${run} was used: a task takes one answer, and has it - rowmill runs show ${run}`,
  );

function tell(what: string, { run, state, isDriven }: Waiting, { output }: Session): number {
  const goesOn = isDriven ? '' : ` - nobody drives it now: rowmill runs resume ${run}`;
  output.print(`${output.colors.green('✓')} ${what} for state ${state} of run ${run}${goesOn}`);
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, run, state, driven: isDriven });
  return ExitCode.ok;
}

function parseOutput(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const example = `--output '{"exitCode":0}'`;
    throw new UsageError(`--output is not JSON (${why}) - for example: ${example}`, { cause });
  }
}
