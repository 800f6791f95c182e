import type { ItemBatcher, ItemReader, MapState, ResultWriter } from '../../document/states.ts';
import { StateFailure } from '../../errors.ts';
import { isObject, type Json } from '../../json.ts';
import { LIMITS } from '../../limits.ts';
import { evaluate } from '../../query/evaluate.ts';
import { evaluateInteger } from '../../query/evaluate-typed.ts';
import type { QueryScope } from '../../query/scope.ts';
import { scopeOf } from '../context.ts';
import { evaluateLeaving, leaveState } from '../leave.ts';
import { mapRunArn } from '../map-run-arn.ts';
import type { MapRunRequest, ResultWriterRequest } from '../map-run-request.ts';
import type { Failure, MapRunActivity } from '../state.ts';
import { definitionOf, flowOf, nextNumber, record, type Turn, waitFor } from '../turn.ts';
import { concurrencyOf, itemsOf } from './map-items.ts';
import { checkTolerance } from './map-tolerance.ts';

/** Asks for a map run: its children are executions of their own. */
export async function runMapRun(turn: Turn, id: string, state: MapState): Promise<void> {
  const flow = flowOf(turn, id);
  const scope = scopeOf(turn, flow);
  const { ItemReader, ItemBatcher, ResultWriter } = state;
  const given = ItemReader === undefined ? await itemsOf(turn, flow, state) : undefined;
  const evaluated = {
    ...given,
    ...(ItemReader && { reader: await readerOf(ItemReader, scope) }),
    ...(ItemBatcher && { batcher: await batcherOf(ItemBatcher, scope) }),
    ...(ResultWriter && { writer: await writerOf(ResultWriter, scope) }),
    ...(await checkTolerance(state, scope)),
    maxConcurrency: Math.min(await concurrencyOf(turn, flow, state), LIMITS.mapRunConcurrency),
  };
  const request: MapRunRequest = {
    mapRun: nextNumber(turn),
    state: flow.visit.state,
    ...(state.Label !== undefined && { label: state.Label }),
    flow: id,
    ...evaluated,
  };
  const started = record(turn, flow, 'MapStateStarted', [
    'mapStateStarted',
    { length: given?.items.length ?? 0 },
  ]);
  const run = record(turn, started, 'MapRunStarted', [
    'mapRunStarted',
    { mapRunArn: mapRunArn(turn.facts, request) },
  ]);
  turn.commands.push({ type: 'start-map-run', request });
  waitFor(turn, run, { kind: 'map-run', request, redriveCount: 0 });
}

/** Goes on with a map run that has failed or was stopped. */
export function redriveMapRun(turn: Turn, id: string, activity: MapRunActivity): void {
  const { request } = activity;
  const redriveCount = activity.redriveCount + 1;
  const run = record(turn, flowOf(turn, id), 'MapRunRedriven', [
    'mapRunRedriven',
    { mapRunArn: mapRunArn(turn.facts, request), redriveCount },
  ]);
  turn.commands.push({ type: 'redrive-map-run', request });
  waitFor(turn, run, { ...activity, redriveCount });
}

/** The map run has failed; its state may catch that. */
export function failMapRun(turn: Turn, id: string, failure: Required<Failure>): void {
  record(turn, flowOf(turn, id), 'MapRunFailed', ['mapRunFailed', failure]);
  turn.agenda.push({ kind: 'failed', flow: id, failure });
}

/** The map run has ended well. */
export async function endMapRun(turn: Turn, id: string, result: Json): Promise<void> {
  const flow = record(turn, flowOf(turn, id), 'MapRunSucceeded');
  const state = definitionOf(turn, flow) as MapState;
  const scope = scopeOf(turn, flow, { result });
  const leaving = await evaluateLeaving(state, { scope, otherwise: result });
  record(turn, flow, 'MapStateSucceeded');
  leaveState(turn, id, leaving);
}

async function readerOf(
  { Resource, Arguments, ReaderConfig = {} }: ItemReader,
  scope: QueryScope,
): Promise<NonNullable<MapRunRequest['reader']>> {
  const { MaxItems, ...config } = ReaderConfig;
  const given = await evaluate(Arguments ?? {}, 'ItemReader/Arguments', scope);
  const field = 'ItemReader/ReaderConfig/MaxItems';
  const limit =
    MaxItems === undefined ? 0 : await evaluateInteger(MaxItems, { field, scope, min: 0 });
  return {
    resource: Resource,
    arguments: isObject(given) ? given : {},
    config,
    // 0 means all that there are.
    ...(limit > 0 && { maxItems: Math.min(limit, LIMITS.readerItems) }),
  };
}

async function batcherOf(
  { MaxItemsPerBatch, MaxInputBytesPerBatch, BatchInput }: ItemBatcher,
  scope: QueryScope,
): Promise<NonNullable<MapRunRequest['batcher']>> {
  const whole = (value: Json, name: string, max?: number): Promise<number> =>
    evaluateInteger(value, { field: `ItemBatcher/${name}`, scope, min: 1, ...(max && { max }) });
  return {
    ...(MaxItemsPerBatch !== undefined && {
      maxItems: await whole(MaxItemsPerBatch, 'MaxItemsPerBatch'),
    }),
    ...(MaxInputBytesPerBatch !== undefined && {
      maxBytes: await whole(MaxInputBytesPerBatch, 'MaxInputBytesPerBatch', LIMITS.payloadBytes),
    }),
    ...(BatchInput !== undefined && {
      batchInput: await evaluate(BatchInput, 'ItemBatcher/BatchInput', scope),
    }),
  };
}

async function writerOf(
  { Resource, Arguments, WriterConfig = {} }: ResultWriter,
  scope: QueryScope,
): Promise<ResultWriterRequest> {
  if (Resource === undefined) return { config: WriterConfig };
  const given = await evaluate(Arguments ?? {}, 'ResultWriter/Arguments', scope);
  const { Bucket, Prefix = '' } = isObject(given) ? given : {};
  if (typeof Bucket !== 'string' || typeof Prefix !== 'string') {
    throw new StateFailure(
      'States.ResultWriterFailed',
      `The field 'ResultWriter/Arguments' needs a Bucket, and may have a Prefix; both are text.`,
    );
  }
  return { config: WriterConfig, destination: { bucket: Bucket, prefix: Prefix } };
}
