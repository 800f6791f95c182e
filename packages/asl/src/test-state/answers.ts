import type { State } from '../document/states.ts';
import type { Json } from '../json.ts';
import { isToleranceExceeded } from '../map-run/tolerance.ts';
import type { Command } from '../reducer/commands.ts';
import type { ExecutionEvent } from '../reducer/events.ts';
import type { MapRunRequest } from '../reducer/map-run-request.ts';
import { holds, innerSequences } from './check-mock.ts';
import type { TestStateRequest } from './request.ts';

/** What a state fails with. */
export interface MockedFailure {
  readonly error: string;
  readonly cause: string;
}

export interface Answer {
  readonly event: ExecutionEvent;
  /** Milliseconds since 1970; absent: at once. */
  readonly at?: number;
}

type Given = Pick<TestStateRequest, 'mock' | 'stateConfiguration'>;

const THRESHOLD_EXCEEDED: MockedFailure = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

/** What the state is going to fail with if all goes as it was asked for. */
export function failureOf(commands: readonly Command[], given: Given): MockedFailure | undefined {
  const { mock, stateConfiguration } = given;
  if (mock?.errorOutput !== undefined) return { error: '', cause: '', ...mock.errorOutput };
  const request = mapRunOf(commands);
  const failed = stateConfiguration?.mapIterationFailureCount;
  if (request === undefined || failed === undefined) return undefined;
  const total = itemsOf(request, given).length;
  return exceeds(request, { failed, total }) ? THRESHOLD_EXCEEDED : undefined;
}

/** Without a limit AWS does not judge the failures that a test tells of. */
function exceeds(request: MapRunRequest, counts: { failed: number; total: number }): boolean {
  const { toleratedFailureCount, toleratedFailurePercentage } = request;
  const isLimited = toleratedFailureCount !== undefined || toleratedFailurePercentage !== undefined;
  return isLimited && isToleranceExceeded(counts, request);
}

export function mapRunOf(commands: readonly Command[]): MapRunRequest | undefined {
  return commands.find((command) => command.type === 'start-map-run')?.request;
}

/** Items of a map: those at hand, or those that the reader is told to find. */
export function itemsOf(
  { items }: MapRunRequest,
  { mock, stateConfiguration }: Given,
): readonly Json[] {
  const result = Array.isArray(mock?.result) ? mock.result : [];
  return items ?? stateConfiguration?.mapItemReaderData ?? result;
}

/** What the commands of a state are answered with. */
export function answersTo(commands: readonly Command[], state: State, given: Given): Answer[] {
  if (state.Type === 'Wait') return commands.flatMap(timeHasCome);
  const failure = failureOf(commands, given);
  const request = mapRunOf(commands);
  if (request !== undefined) return [mapRunAnswer(request.mapRun, failure, given)];
  const tasks = commands.flatMap((command) =>
    command.type === 'schedule-task' ? [command.task] : [],
  );
  if (failure !== undefined) {
    const failed = tasks[state.Type === 'Parallel' ? failedBranch(state, given) : 0];
    return failed === undefined
      ? []
      : [{ event: { type: 'TaskFailed', task: failed, ...failure } }];
  }
  const result = given.mock?.result ?? null;
  const outputs = state.Type === 'Parallel' && Array.isArray(result) ? result : [result];
  return tasks.map((task, index) => ({
    event: { type: 'TaskSucceeded', task, output: outputs[index] ?? null },
  }));
}

function timeHasCome(command: Command): Answer[] {
  if (command.type !== 'start-timer') return [];
  return [{ event: { type: 'TimerFired', timer: command.timer }, at: command.at }];
}

function mapRunAnswer(mapRun: string, failure: MockedFailure | undefined, { mock }: Given): Answer {
  if (failure !== undefined) return { event: { type: 'MapRunFailed', mapRun, ...failure } };
  return { event: { type: 'MapRunSucceeded', mapRun, output: mock?.result ?? null } };
}

function failedBranch(state: State, { stateConfiguration }: Given): number {
  const name = stateConfiguration?.errorCausedByState;
  if (name === undefined) return 0;
  return Math.max(
    0,
    innerSequences(state).findIndex((sequence) => holds(sequence, name)),
  );
}
