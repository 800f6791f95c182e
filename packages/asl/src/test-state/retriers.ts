import type { Retrier, State } from '../document/states.ts';
import { matchesError } from '../reducer/error-names.ts';
import type { Failure } from '../reducer/state.ts';

export function retriersOf(state: State): readonly Retrier[] {
  return 'Retry' in state ? (state.Retry ?? []) : [];
}

/** @returns -1 where none takes the failure */
export function retrierOf(state: State, failure: Failure): number {
  return retriersOf(state).findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, failure));
}
