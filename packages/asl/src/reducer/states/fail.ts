import type { FailState } from '../../document/states.ts';
import type { Json } from '../../json.ts';
import { LIMITS } from '../../limits.ts';
import { evaluateString } from '../../query/evaluate-typed.ts';
import { scopeOf } from '../context.ts';
import { isJsonPath } from '../leave.ts';
import { flowOf, type Turn } from '../turn.ts';

export async function runFail(turn: Turn, id: string, state: FailState): Promise<void> {
  const { Error: error, Cause: cause } = state;
  const flow = flowOf(turn, id);
  const scope = scopeOf(turn, flow);
  const textOf = async (field: string, value: Json, length: number): Promise<string> => {
    const text = isJsonPath(turn, flow) ? String(value) : await evaluateString(value, field, scope);
    return text.slice(0, length);
  };
  const failure = {
    ...(error !== undefined && { error: await textOf('Error', error, LIMITS.errorLength) }),
    ...(cause !== undefined && { cause: await textOf('Cause', cause, LIMITS.causeLength) }),
  };
  turn.agenda.push({ kind: 'failed', flow: id, failure });
}
