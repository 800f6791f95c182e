import { StateFailure } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { LIMITS } from '../limits.ts';
import { batchItems } from '../map-run/batch-items.ts';
import type { MapRunRequest } from '../reducer/map-run-request.ts';
import { STATE_DATA } from '../reducer/state.ts';
import { selectItem } from '../reducer/step.ts';
import { itemsOf, mapRunOf } from './answers.ts';
import { assignedIn, caughtBy } from './outcome.ts';
import type { InspectionData, TestStateRequest, TestStateResult } from './request.ts';
import { retrierOf } from './retriers.ts';
import type { Course } from './run-state.ts';

/** What `TestState` tells at the levels `DEBUG` and `TRACE`. */
export async function inspect(
  course: Course,
  request: TestStateRequest,
  { status }: TestStateResult,
): Promise<InspectionData> {
  const { input = {}, variables = {} } = request;
  const after = { ...variables, ...assignedIn(course) };
  const details = errorDetails(course, status);
  return {
    input,
    ...taskData(course, request),
    ...(await mapData(course, request)),
    ...(Object.keys(after).length > 0 && { variables: after }),
    ...(Object.keys(details).length > 0 && { errorDetails: details }),
  };
}

function taskData(
  { tested, commands }: Course,
  { mock }: TestStateRequest,
): Pick<InspectionData, 'afterArguments' | 'result'> {
  const task = commands.find((command) => command.type === 'schedule-task');
  if (tested.state.Type !== 'Task' || task === undefined) return {};
  const result = mock?.result;
  return { afterArguments: task.arguments, ...(result !== undefined && { result }) };
}

async function mapData(
  course: Course,
  request: TestStateRequest,
): Promise<Partial<InspectionData>> {
  const run = mapRunOf(course.commands);
  if (run === undefined) return {};
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = run;
  const isLimited = run.maxConcurrency < LIMITS.mapRunConcurrency;
  return {
    ...(await inputsOf(course, run, request)),
    maxConcurrency: isLimited ? run.maxConcurrency : 0,
    ...(count !== undefined && { toleratedFailureCount: count }),
    ...(percentage !== undefined && { toleratedFailurePercentage: percentage }),
  };
}

/** What iterations get. As the answers are mocked, an item that none can be made of is no failure of the state. */
async function inputsOf(
  course: Course,
  run: MapRunRequest,
  request: TestStateRequest,
): Promise<Pick<InspectionData, 'afterItemSelector' | 'afterItemBatcher'>> {
  try {
    const inputs = await selected(course, run, request);
    const hasSelector = 'ItemSelector' in course.tested.state;
    return {
      ...(hasSelector && { afterItemSelector: inputs }),
      ...(run.batcher && { afterItemBatcher: await batchesOf(inputs, run.batcher) }),
    };
  } catch (error) {
    if (error instanceof StateFailure) return {};
    throw error;
  }
}

async function selected(
  { facts, waiting, at }: Course,
  run: MapRunRequest,
  request: TestStateRequest,
): Promise<readonly Json[]> {
  const inputs: Json[] = [];
  for (const [index, value] of itemsOf(run, request).entries()) {
    const key = run.keys?.[index];
    const item = { index, value, ...(key !== undefined && { key }), source: STATE_DATA, at };
    inputs.push(await selectItem(facts, waiting, run, item));
  }
  return inputs;
}

async function batchesOf(
  inputs: readonly Json[],
  batcher: NonNullable<MapRunRequest['batcher']>,
): Promise<readonly JsonObject[]> {
  const batches: JsonObject[] = [];
  for await (const { input } of batchItems(each(inputs), batcher)) batches.push(input);
  return batches;
}

async function* each<Value>(values: readonly Value[]): AsyncGenerator<Value> {
  yield* values;
}

function errorDetails(
  course: Course,
  status: TestStateResult['status'],
): NonNullable<InspectionData['errorDetails']> {
  const { failure, tested, last, at } = course;
  if (failure === undefined || status === 'SUCCEEDED') return {};
  const retryIndex = retrierOf(tested.state, failure);
  const catchIndex = caughtBy(course);
  const timer = last.commands.find((command) => command.type === 'start-timer');
  return {
    ...(retryIndex >= 0 && { retryIndex }),
    ...(status === 'RETRIABLE' && timer && { retryBackoffIntervalSeconds: (timer.at - at) / 1000 }),
    ...(catchIndex >= 0 && { catchIndex }),
  };
}
