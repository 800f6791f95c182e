import { setTimeout as sleep } from 'node:timers/promises';
import type { HistoryEvent } from '@rowmill/asl';
import { type EndedRun, RunFailedError, type RunWatch } from 'rowmill/engine';
import { ExecutionGoneError } from './client-errors.ts';
import { createEventTeller } from './event-teller.ts';
import { explainedCause } from './explain-failure.ts';
import { createMapProgress } from './map-progress.ts';
import type { OpenDeployment } from './open-deployment.ts';
import { openHistory } from './read-history.ts';
import { readWorkflow } from './run-workflow.ts';
import { GONE, type Standing, standingOf } from './standing.ts';
import { stopRun } from './stop-run.ts';

/** How often one looks, by the age of the run: AWS counts requests, and nobody watches a long run by the second. */
const LOOKS = [
  { afterMs: 600_000, everyMs: 5000 },
  { afterMs: 60_000, everyMs: 2000 },
] as const;
const FIRST_LOOKS_MS = 1000;

export interface FollowOptions extends RunWatch {
  /** What the signal means: the end of the run, or of the look at it. */
  readonly onSignal: 'stop the run' | 'look away';
}

/**
 * Follows the last execution of a run to its end, and tells of it as the process does that drives a run on one machine.
 *
 * @returns {@link ExecutionGoneError} as the error of the run when its execution is deleted and there is no report
 */
export async function followRun(
  deployment: OpenDeployment,
  run: string,
  { emit, signal, onSignal }: FollowOptions,
): Promise<EndedRun> {
  const first = await standingOf(deployment, run);
  const look = await createLook(deployment, { run, arn: first.arn, emit });
  const mayStop = onSignal === 'stop the run';
  for (let standing = first; ; standing = await standingOf(deployment, run)) {
    // Asked before the history is read: what came until then is told.
    const events = standing.isKnown ? await look() : [];
    if (standing.status !== 'running') return endOf(standing);
    if (mayStop && signal.aborted)
      await stopRun(deployment, run, { reason: reasonOf(signal), events });
    await untilNextLook(standing, { signal, mayStop });
  }
}

interface LookOptions extends Pick<RunWatch, 'emit'> {
  readonly run: string;
  readonly arn: string;
}

/** Tells what has come since the last look. @returns what does so, and gives all events so far */
async function createLook(deployment: OpenDeployment, { run, arn, emit }: LookOptions) {
  const { store } = deployment;
  const teller = createEventTeller(store, run, await readWorkflow(store, run));
  const maps = createMapProgress(deployment);
  const history = openHistory(deployment, arn);
  const events: HistoryEvent[] = [];
  return async (): Promise<readonly HistoryEvent[]> => {
    for (const event of await history.read()) {
      events.push(event);
      await maps.take(event);
      for (const told of await teller.take(event)) emit(told);
    }
    await maps.tell(emit);
    return events;
  };
}

/** Ends early when the signal comes: what is to stop, stops soon. */
async function untilNextLook(
  { started }: Standing,
  { signal, mayStop }: { readonly signal: AbortSignal; readonly mayStop: boolean },
): Promise<void> {
  const age = Date.now() - started;
  const { everyMs } = LOOKS.find(({ afterMs }) => age >= afterMs) ?? { everyMs: FIRST_LOOKS_MS };
  if (mayStop && signal.aborted) return sleep(everyMs);
  await sleep(everyMs, undefined, { signal }).catch((error: unknown) => {
    if (!mayStop) throw error;
  });
}

const reasonOf = ({ reason }: AbortSignal): string =>
  reason instanceof Error ? reason.message : 'stopped';

function endOf({ record, failure }: Standing): EndedRun {
  if (failure === undefined) return { record, error: undefined };
  const { error, cause } = failure;
  if (error === GONE) return { record, error: new ExecutionGoneError(record.id) };
  return { record, error: new RunFailedError(error, explainedCause(error, cause)) };
}
