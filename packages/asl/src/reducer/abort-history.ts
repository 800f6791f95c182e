import { recordIteration } from './iteration-history.ts';
import type { Flow } from './state.ts';
import { innerFlows } from './stop-flows.ts';
import { definitionOf, flowOf, record, type Turn } from './turn.ts';

/** States that something may befall from outside: all others are over as soon as they are entered. */
const ABORTABLE = new Set(['Task', 'Wait', 'Parallel', 'Map']);

/** Tells that a flow is stopped because one beside it has failed, and all flows inside of it. */
export function recordAborted(turn: Turn, id: string): void {
  for (const inner of innerFlows(turn, id)) recordAborted(turn, inner.id);
  const flow = flowOf(turn, id);
  const { Type } = definitionOf(turn, flow);
  if (flow.visit.activity.kind === 'map-run') record(turn, flow, 'MapRunAborted');
  if (ABORTABLE.has(Type) && isInState(turn, flow)) record(turn, flow, `${Type}StateAborted`);
  if (flow.item !== undefined) recordIteration(turn, flow, 'Aborted');
}

/** Whether it has entered a state and not left it. */
function isInState({ agenda }: Turn, { id }: Flow): boolean {
  return !agenda.some(({ flow, kind }) => flow === id && (kind === 'enter' || kind === 'ended'));
}
