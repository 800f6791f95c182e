import type { PassState } from '../../document/states.ts';
import { scopeOf } from '../context.ts';
import { evaluateLeaving, isJsonPath, leaveState } from '../leave.ts';
import { inputByPath, leaveByPath } from '../paths.ts';
import { flowOf, type Turn } from '../turn.ts';

export async function runPass(turn: Turn, id: string, state: PassState): Promise<void> {
  const flow = flowOf(turn, id);
  if (isJsonPath(turn, flow)) {
    const input = inputByPath(turn, id);
    return leaveByPath(turn, id, state, state.Result === undefined ? input : state.Result);
  }
  leaveState(
    turn,
    id,
    await evaluateLeaving(state, { scope: scopeOf(turn, flow), otherwise: flow.visit.input }),
  );
}
