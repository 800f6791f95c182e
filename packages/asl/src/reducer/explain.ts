import type { StateFailure } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import type { Failure, Flow } from './state.ts';

const EXPLAINED = new Set(['States.QueryEvaluationError', 'States.Runtime']);

/** What a state did wrong, with its name and place in the history, as AWS words it. */
export function explained({ visit }: Flow, { error, message }: StateFailure): Required<Failure> {
  const where = `An error occurred while executing the state '${visit.state}' (entered at the event id #${visit.eventId}). `;
  const cause = EXPLAINED.has(error) ? `${where}${message}` : message;
  return { error, cause: cause.slice(0, LIMITS.causeLength) };
}
