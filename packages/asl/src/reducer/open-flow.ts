import type { Json } from '../json.ts';
import type { Flow, MapItem } from './state.ts';
import { nextNumber, type Turn } from './turn.ts';

/** Begins a flow inside the state of another one. @returns its name */
export function openFlow(
  turn: Turn,
  parent: Flow,
  {
    index,
    place,
    startAt,
    input,
    item,
  }: { index: number; place: Flow['place']; startAt: string; input: Json; item?: MapItem },
): string {
  const id = nextNumber(turn);
  turn.draft.flows[id] = {
    id,
    parent: parent.id,
    index,
    ...(item === undefined ? {} : { item }),
    place: [...parent.place, ...place],
    variables: {},
    variableBytes: 0,
    lastEventId: parent.lastEventId,
    visit: {
      state: startAt,
      input,
      enteredAt: turn.at,
      eventId: 0,
      retries: [],
      attempt: 0,
      activity: { kind: 'none' },
    },
  };
  turn.agenda.push({ kind: 'enter', flow: id, state: startAt, input });
  return id;
}
