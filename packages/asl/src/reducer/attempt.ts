import { StateFailure } from '../errors.ts';
import { explained } from './explain.ts';
import type { Failure } from './state.ts';
import { flowOf, HistoryFull, record, type Turn } from './turn.ts';

/** Does a part of a state's work; what goes wrong there is a failure of the state. */
export async function attempt(turn: Turn, id: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    if (!(cause instanceof StateFailure) || cause instanceof HistoryFull) throw cause;
    turn.agenda.push({ kind: 'failed', flow: id, failure: failureOf(turn, id, cause) });
  }
}

/** What a state did wrong; of an expression that failed, the history tells by itself. */
export function failureOf(turn: Turn, id: string, cause: StateFailure): Required<Failure> {
  const flow = flowOf(turn, id);
  const failure = explained(flow, cause);
  if (failure.error === 'States.QueryEvaluationError') {
    record(turn, flow, 'EvaluationFailed', [
      'evaluationFailed',
      { state: flow.visit.state, ...failure, ...(cause.field && { location: cause.field }) },
    ]);
  }
  return failure;
}
