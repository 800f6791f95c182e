import { languageOf } from '../document/language.ts';
import type { Catcher, Retrier, State } from '../document/states.ts';
import { StateFailure } from '../errors.ts';
import { recordAborted } from './abort-history.ts';
import { failureOf } from './attempt.ts';
import { chance } from './chance.ts';
import { scopeOf } from './context.ts';
import { endWithout } from './end-execution.ts';
import { matchesError } from './error-names.ts';
import { recordIteration } from './iteration-history.ts';
import { evaluateLeaving, leaveState } from './leave.ts';
import { leaveByPath } from './paths.ts';
import { type Failure, type Flow, ROOT } from './state.ts';
import { cancelActivity, dropInner, innerFlows, stopFlow, stopInner } from './stop-flows.ts';
import {
  changeVisit,
  definitionOf,
  flowOf,
  followFrom,
  HistoryFull,
  nextNumber,
  record,
  type Turn,
} from './turn.ts';

/** The state of a flow has failed: tries it again, catches it, or lets the flow fail. */
export async function failState(turn: Turn, id: string, failure: Failure): Promise<void> {
  const flow = flowOf(turn, id);
  if (failure.error === 'States.Runtime') {
    // Nothing retries or catches it, nor do the states around it say anything.
    followFrom(turn, ROOT, flow);
    return endWithout(turn, 'FAILED', failure);
  }
  const state = definitionOf(turn, flow);
  recordFailure(turn, flow, state);
  if (retryLater(turn, id, state, failure)) return;
  const catchers = handlersOf(state).Catch ?? [];
  const index = catchers.findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, failure));
  let reason = failure;
  if (index >= 0) {
    try {
      return await leaveCaught(turn, id, { catchers, index }, failure);
    } catch (cause) {
      if (!(cause instanceof StateFailure) || cause instanceof HistoryFull) throw cause;
      reason = failureOf(turn, id, cause);
    }
  }
  failFlow(turn, id, reason);
}

const handlersOf = (state: State): { Retry?: readonly Retrier[]; Catch?: readonly Catcher[] } =>
  state.Type === 'Task' || state.Type === 'Parallel' || state.Type === 'Map' ? state : {};

/** What AWS names in the history when a state with inner flows fails. */
function recordFailure(turn: Turn, flow: Flow, { Type }: State): void {
  const { kind } = flow.visit.activity;
  if (kind !== 'none' && (Type === 'Parallel' || Type === 'Map'))
    record(turn, flow, `${Type}StateFailed`);
}

/** @returns whether the state will be tried again */
function retryLater(turn: Turn, id: string, state: State, failure: Failure): boolean {
  const retriers = handlersOf(state).Retry ?? [];
  const index = retriers.findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, failure));
  const retrier = retriers[index];
  const flow = flowOf(turn, id);
  const { retries, attempt } = flow.visit;
  const before = retries[index] ?? 0;
  if (retrier === undefined || before >= (retrier.MaxAttempts ?? 3)) return false;
  dropInner(turn, flow);
  cancelActivity(turn, flow);
  const timer = nextNumber(turn);
  turn.commands.push({
    type: 'start-timer',
    timer,
    at: turn.at + Math.round(1000 * retryDelay(retrier, before, chance(turn.facts.seed, timer))),
  });
  changeVisit(turn, id, {
    attempt: attempt + 1,
    retries: Array.from(retriers, (_, at) => (retries[at] ?? 0) + (at === index ? 1 : 0)),
    activity: { kind: 'retry', timer },
  });
  return true;
}

/**
 * Seconds before a retry.
 *
 * @param before retries so far @param drawn 0 to 1, for jitter
 */
export function retryDelay(
  { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds, JitterStrategy }: Retrier,
  before: number,
  drawn: number,
): number {
  const limit = MaxDelaySeconds ?? Number.POSITIVE_INFINITY;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** before, limit);
  return JitterStrategy === 'FULL' ? seconds * drawn : seconds;
}

async function leaveCaught(
  turn: Turn,
  id: string,
  { catchers, index }: { readonly catchers: readonly Catcher[]; readonly index: number },
  failure: Failure,
): Promise<void> {
  const catcher = catchers[index];
  if (catcher === undefined) return;
  const flow = flowOf(turn, id);
  dropInner(turn, flow);
  cancelActivity(turn, flow);
  const errorOutput = { Error: failure.error ?? '', Cause: failure.cause ?? '' };
  const state = definitionOf(turn, flow);
  const scope = scopeOf(turn, flow, { errorOutput });
  if (languageOf(state, turn.facts.queryLanguage) === 'JSONPath')
    return leaveByPath(turn, id, catcher, errorOutput);
  leaveState(
    turn,
    id,
    await evaluateLeaving(catcher, { scope, otherwise: errorOutput, within: `Catch[${index}]/` }),
  );
}

/** Nobody caught it: the flow fails, and with it the state around it. */
function failFlow(turn: Turn, id: string, failure: Failure): void {
  const flow = flowOf(turn, id);
  stopInner(turn, id);
  if (flow.parent === undefined) {
    endWithout(turn, 'FAILED', failure);
    return;
  }
  if (flow.item !== undefined) recordIteration(turn, flow, 'Failed');
  for (const sibling of innerFlows(turn, flow.parent)) {
    if (sibling.id === id) continue;
    recordAborted(turn, sibling.id);
    stopFlow(turn, sibling.id);
  }
  followFrom(turn, flow.parent, flow);
  turn.agenda.push({ kind: 'failed', flow: flow.parent, failure });
}
