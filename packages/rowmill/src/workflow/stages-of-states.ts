import { resourcesOf, type State, type StateMachine } from '@rowmill/asl';
import { stageOfCall } from './functions.ts';

/** States that decide, name or end something: they belong to the stage before them. */
const QUIET_TYPES: readonly State['Type'][] = ['Choice', 'Pass', 'Succeed', 'Fail'];

/**
 * The stage of each top-level state that does something: that of the function it calls, or the name of the state where
 * a user has added it.
 */
export function stagesOfStates(machine: StateMachine): ReadonlyMap<string, string> {
  const stages = new Map<string, string>();
  for (const [name, { Type }] of Object.entries(machine.States)) {
    if (!QUIET_TYPES.includes(Type)) stages.set(name, name);
  }
  for (const used of resourcesOf(machine)) {
    const state = (used.location.split('/')[2] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
    const stage = stageOfCall(used);
    if (stage !== undefined && stages.get(state) === state) stages.set(state, stage);
  }
  return stages;
}
