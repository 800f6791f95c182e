import type { WaitState } from '../../document/states.ts';
import { StateFailure } from '../../errors.ts';
import { evaluateInteger, evaluateString } from '../../query/evaluate-typed.ts';
import { scopeOf } from '../context.ts';
import { evaluateLeaving, leaveState } from '../leave.ts';
import { definitionOf, flowOf, nextNumber, type Turn, waitFor } from '../turn.ts';

const MAX_SECONDS = 99_999_999;
/** RFC 3339 with an offset, the form that AWS takes. */
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

export async function runWait(turn: Turn, id: string, state: WaitState): Promise<void> {
  const at = await dueTime(turn, id, state);
  const timer = nextNumber(turn);
  turn.commands.push({ type: 'start-timer', timer, at });
  waitFor(turn, flowOf(turn, id), { kind: 'wait', timer });
}

async function dueTime(turn: Turn, id: string, { Seconds, Timestamp }: WaitState): Promise<number> {
  const scope = scopeOf(turn, flowOf(turn, id));
  if (Seconds !== undefined) {
    const options = { field: 'Seconds', scope, min: 0, max: MAX_SECONDS };
    return turn.at + 1000 * (await evaluateInteger(Seconds, options));
  }
  const text = await evaluateString(Timestamp ?? '', 'Timestamp', scope);
  const time = TIMESTAMP.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new StateFailure(
    'States.QueryEvaluationError',
    `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
    { field: 'Timestamp' },
  );
}

/** The time has come. */
export async function endWait(turn: Turn, id: string): Promise<void> {
  const flow = flowOf(turn, id);
  const fields = definitionOf(turn, flow) as WaitState;
  leaveState(
    turn,
    id,
    await evaluateLeaving(fields, { scope: scopeOf(turn, flow), otherwise: flow.visit.input }),
  );
}
