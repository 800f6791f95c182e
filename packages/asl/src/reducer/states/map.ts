import type { MapState } from '../../document/states.ts';
import type { Json } from '../../json.ts';
import { LIMITS } from '../../limits.ts';
import { scopeOf } from '../context.ts';
import { recordIteration } from '../iteration-history.ts';
import { evaluateLeaving, leaveState } from '../leave.ts';
import { openFlow } from '../open-flow.ts';
import { type Flow, type MapActivity, STATE_DATA } from '../state.ts';
import { definitionOf, flowOf, followFrom, record, type Turn, waitFor } from '../turn.ts';
import { concurrencyOf, itemsOf, selectInput } from './map-items.ts';
import { runMapRun } from './map-run.ts';
import { checkTolerance } from './map-tolerance.ts';

export function runMap(turn: Turn, id: string, state: MapState): Promise<void> {
  const isDistributed = state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED';
  return isDistributed ? runMapRun(turn, id, state) : runInline(turn, id, state);
}

async function runInline(turn: Turn, id: string, state: MapState): Promise<void> {
  const flow = flowOf(turn, id);
  const { items, keys } = await itemsOf(turn, flow, state);
  await checkTolerance(state, scopeOf(turn, flow));
  const maxConcurrency = await concurrencyOf(turn, flow, state);
  record(turn, flow, 'MapStateStarted', ['mapStateStarted', { length: items.length }]);
  waitFor(turn, flowOf(turn, id), {
    kind: 'map',
    items,
    ...(keys && { keys }),
    maxConcurrency: Math.min(maxConcurrency, LIMITS.inlineMapConcurrency),
    next: 0,
    outputs: items.map(() => undefined),
    flows: [],
  });
  await goOn(turn, id);
}

/** Begins as many iterations as may run; with the last one, the state is left. */
export async function goOn(turn: Turn, id: string): Promise<void> {
  for (;;) {
    const flow = flowOf(turn, id);
    const { activity } = flow.visit;
    if (activity.kind !== 'map') return;
    const { items, next, flows, maxConcurrency } = activity;
    if (next === items.length && flows.length === 0) return leaveMap(turn, flow, activity);
    if (next === items.length || flows.length >= maxConcurrency) return;
    await beginIteration(turn, flow, activity);
  }
}

async function beginIteration(turn: Turn, flow: Flow, activity: MapActivity): Promise<void> {
  const { items, keys, next: index, flows } = activity;
  const state = definitionOf(turn, flow) as MapState;
  const key = keys?.[index];
  const value = items[index] ?? null;
  const item = { index, value, ...(key !== undefined && { key }), source: STATE_DATA };
  const input = await selectInput(turn, flow, state, item);
  const { visit } = flow;
  const inner = openFlow(turn, flow, {
    index,
    item,
    place: [visit.state],
    startAt: state.ItemProcessor.StartAt,
    input,
  });
  recordIteration(turn, flowOf(turn, inner), 'Started');
  waitFor(turn, flowOf(turn, flow.id), { ...activity, next: index + 1, flows: [...flows, inner] });
}

/** One iteration has ended. */
export async function endIteration(
  turn: Turn,
  id: string,
  activity: MapActivity,
  { flow, output }: { readonly flow: Flow; readonly output: Json },
): Promise<void> {
  followFrom(turn, id, recordIteration(turn, flow, 'Succeeded'));
  delete turn.draft.flows[flow.id];
  waitFor(turn, flowOf(turn, id), {
    ...activity,
    flows: activity.flows.filter((other) => other !== flow.id),
    outputs: activity.outputs.with(flow.index, output),
  });
  await goOn(turn, id);
}

async function leaveMap(turn: Turn, flow: Flow, { outputs }: MapActivity): Promise<void> {
  const result = outputs.map((output) => output ?? null);
  const state = definitionOf(turn, flow) as MapState;
  const scope = scopeOf(turn, flow, { result });
  const leaving = await evaluateLeaving(state, { scope, otherwise: result });
  record(turn, flow, 'MapStateSucceeded');
  leaveState(turn, flow.id, leaving);
}
