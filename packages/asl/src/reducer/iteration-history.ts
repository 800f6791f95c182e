import type { Flow } from './state.ts';
import { detailsName, record, type Turn } from './turn.ts';

/** Tells what became of an iteration of an inline map. */
export function recordIteration(
  turn: Turn,
  flow: Flow,
  what: 'Started' | 'Succeeded' | 'Failed' | 'Aborted',
): Flow {
  const type = `MapIteration${what}`;
  const around = flow.parent === undefined ? undefined : turn.draft.flows[flow.parent];
  const name = around?.visit.state ?? '';
  return record(turn, flow, type, [detailsName(type), { name, index: flow.index }]);
}
