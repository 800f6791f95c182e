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
import {
  definitionOf,
  detailsName,
  flowOf,
  nextNumber,
  record,
  type Turn,
  waitFor,
} from '../turn.ts';
import { concurrencyOf, itemsOf } from './map-items.ts';
import { checkTolerance } from './map-tolerance.ts';

/** Asks for a map run: its children are executions of their own. */
export async function runMapRun(turn: Turn, id: string, state: MapState): Promise<void> {
  const flow = flowOf(turn, id);
  const scope = scopeOf(turn, flow);
  const { ItemReader, ItemBatcher, ResultWriter } = state;
  const items = ItemReader === undefined ? await itemsOf(turn, flow, state) : undefined;
  const evaluated = {
    ...(items === undefined ? {} : { items }),
    ...(ItemReader && { reader: await readerOf(ItemReader, scope) }),
    ...(ItemBatcher && { batcher: await batcherOf(ItemBatcher, scope) }),
    ...(ResultWriter && { writer: await writerOf(ResultWriter, scope) }),
    ...(await checkTolerance(state, scope)),
    maxConcurrency: Math.min(await concurrencyOf(turn, flow, state), LIMITS.mapRunConcurrency),
  };
  const request: MapRunRequest = {
    mapRun: nextNumber(turn),
    state: flow.visit.state,
    flow: id,
    ...evaluated,
  };
  const started = record(turn, flow, 'MapStateStarted', [
    'mapStateStarted',
    { length: items?.length ?? 0 },
  ]);
  recordMapRun(turn, started.id, 'MapRunStarted', request);
  turn.commands.push({ type: 'start-map-run', request });
  waitFor(turn, flowOf(turn, id), { kind: 'map-run', request });
}

export function recordMapRun(turn: Turn, id: string, type: string, request: MapRunRequest): void {
  record(turn, flowOf(turn, id), type, [
    detailsName(type),
    { mapRunArn: mapRunArn(turn.facts, request) },
  ]);
}

/** The map run has ended well. */
export async function endMapRun(
  turn: Turn,
  id: string,
  request: MapRunRequest,
  result: Json,
): Promise<void> {
  recordMapRun(turn, id, 'MapRunSucceeded', request);
  const flow = flowOf(turn, id);
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
