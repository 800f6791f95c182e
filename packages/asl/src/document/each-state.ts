import { memberOf } from './pointer.ts';
import type { State, StateSequence } from './states.ts';

export interface LocatedState {
  readonly name: string;
  readonly state: State;
  /** JSON Pointer (RFC 6901) into the document. */
  readonly location: string;
  /** The states among which it stands: where its `Next` leads. */
  readonly sequence: StateSequence;
}

/** All states of a machine, those of branches and processors right after the state that holds them. */
export function* eachState(machine: StateSequence, location = ''): Generator<LocatedState> {
  const states = memberOf(location, 'States');
  for (const [name, state] of Object.entries(machine.States)) {
    const here = memberOf(states, name);
    yield { name, state, location: here, sequence: machine };
    for (const [inner, at] of sequencesOf(state, here)) yield* eachState(inner, at);
  }
}

/** What runs inside a state, and where it stands in the document. */
function sequencesOf(state: State, location: string): readonly [StateSequence, string][] {
  if (state.Type === 'Map') return [[state.ItemProcessor, memberOf(location, 'ItemProcessor')]];
  if (state.Type !== 'Parallel') return [];
  const branches = memberOf(location, 'Branches');
  return state.Branches.map((branch, index) => [branch, memberOf(branches, index)]);
}
