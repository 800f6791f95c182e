import type { ChoiceState } from '../../document/states.ts';
import { StateFailure } from '../../errors.ts';
import { evaluateBoolean } from '../../query/evaluate-typed.ts';
import { scopeOf } from '../context.ts';
import { evaluateLeaving, leaveState } from '../leave.ts';
import { flowOf, type Turn } from '../turn.ts';

/** Goes where the first condition that is true leads. */
export async function runChoice(turn: Turn, id: string, state: ChoiceState): Promise<void> {
  const flow = flowOf(turn, id);
  const scope = scopeOf(turn, flow);
  const { input } = flow.visit;
  for (const [index, rule] of state.Choices.entries()) {
    if (await evaluateBoolean(rule.Condition, `Choices[${index}]/Condition`, scope))
      return leaveState(
        turn,
        id,
        await evaluateLeaving(rule, { scope, otherwise: input, within: `Choices[${index}]/` }),
      );
  }
  if (state.Default === undefined) {
    // The documentation has a name of its own for this, States.NoChoiceMatched; the service does not use it, so that
    // nothing catches it. Source: github.com/floci-io/floci/pull/3167, measured against AWS.
    throw new StateFailure(
      'States.Runtime',
      'Failed to transition out of the state. The state does not point to a next state.',
    );
  }
  const { Output, Assign, Default } = state;
  const fields = {
    Next: Default,
    ...(Output !== undefined && { Output }),
    ...(Assign !== undefined && { Assign }),
  };
  leaveState(turn, id, await evaluateLeaving(fields, { scope, otherwise: input }));
}
