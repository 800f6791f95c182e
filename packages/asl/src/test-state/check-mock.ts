import type { State, StateSequence } from '../document/states.ts';
import { TestStateError } from '../errors.ts';
import { byteLength } from '../json.ts';
import { LIMITS } from '../limits.ts';
import type { Mock, StateConfiguration, TestStateRequest } from './request.ts';

const MOCKED = new Set(['Task', 'Parallel', 'Map']);

/** @throws TestStateError when the state cannot be answered for with what was given */
export function checkMock(
  state: State,
  { mock, stateConfiguration = {} }: Pick<TestStateRequest, 'mock' | 'stateConfiguration'>,
): void {
  const problem =
    mock === undefined
      ? missingMock(state)
      : (mockProblem(state, mock) ?? resultProblem(state, mock));
  const found = problem ?? configurationProblem(state, stateConfiguration);
  if (found !== undefined) throw new TestStateError(found);
}

function missingMock({ Type }: State): string | undefined {
  if (!MOCKED.has(Type)) return undefined;
  return `mock: is needed, as nothing is called from here - give the result or the errorOutput of the ${Type} state`;
}

function mockProblem({ Type }: State, { result, errorOutput }: Mock): string | undefined {
  if (!MOCKED.has(Type))
    return `mock: is of no use, as a ${Type} state calls nothing - leave it out`;
  const isOne = (result === undefined) !== (errorOutput === undefined);
  return isOne ? undefined : 'mock: needs either a result or an errorOutput';
}

function resultProblem(state: State, { result }: Mock): string | undefined {
  if (result === undefined) return undefined;
  const bytes = byteLength(result);
  if (bytes > LIMITS.payloadBytes) {
    return `mock.result: has ${bytes} bytes, and may have ${LIMITS.payloadBytes}`;
  }
  if (state.Type === 'Task') return undefined;
  if (!Array.isArray(result)) return `mock.result: of a ${state.Type} state is an array`;
  const wanted = state.Type === 'Parallel' ? state.Branches.length : result.length;
  if (result.length === wanted) return undefined;
  return `mock.result: has ${result.length} members, and there are ${wanted} branches`;
}

function configurationProblem(
  state: State,
  { errorCausedByState, mapIterationFailureCount, mapItemReaderData }: StateConfiguration,
): string | undefined {
  if (
    errorCausedByState !== undefined &&
    !innerSequences(state).some((each) => holds(each, errorCausedByState))
  ) {
    return `stateConfiguration.errorCausedByState: there is no state "${errorCausedByState}" inside`;
  }
  if (mapIterationFailureCount !== undefined && state.Type !== 'Map') {
    return 'stateConfiguration.mapIterationFailureCount: is for Map states - leave it out';
  }
  if (mapItemReaderData !== undefined && !(state.Type === 'Map' && state.ItemReader)) {
    return 'stateConfiguration.mapItemReaderData: is for Map states with an ItemReader - leave it out';
  }
  return undefined;
}

export function innerSequences(state: State): readonly StateSequence[] {
  if (state.Type === 'Map') return [state.ItemProcessor];
  return state.Type === 'Parallel' ? state.Branches : [];
}

export const holds = ({ States }: StateSequence, name: string): boolean =>
  Object.hasOwn(States, name);
