import type { SucceedState } from '../../document/states.ts';
import { scopeOf } from '../context.ts';
import { evaluateLeaving, isJsonPath, leaveState } from '../leave.ts';
import { inputByPath, leaveByPath } from '../paths.ts';
import { flowOf, type Turn } from '../turn.ts';

export async function runSucceed(turn: Turn, id: string, state: SucceedState): Promise<void> {
  const flow = flowOf(turn, id);
  if (isJsonPath(turn, flow)) return leaveByPath(turn, id, state, inputByPath(turn, id));
  leaveState(
    turn,
    id,
    await evaluateLeaving(state, { scope: scopeOf(turn, flow), otherwise: flow.visit.input }),
  );
}
