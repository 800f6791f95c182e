import { payloadText } from './payload.ts';
import { definitionOf, type Errand, flowOf, record, type Turn } from './turn.ts';

/** Enters a state; its work comes next. */
export function enterState(
  turn: Turn,
  { flow: id, state, input }: Extract<Errand, { kind: 'enter' }>,
): void {
  turn.draft.flows[id] = {
    ...flowOf(turn, id),
    visit: {
      state,
      input,
      enteredAt: turn.at,
      eventId: turn.draft.lastEventId + 1,
      retries: [],
      attempt: 0,
      activity: { kind: 'none' },
    },
  };
  const flow = flowOf(turn, id);
  const { Type } = definitionOf(turn, flow);
  record(turn, flow, `${Type}StateEntered`, [
    'stateEntered',
    { name: state, input: payloadText(input, state), inputDetails: { truncated: false } },
  ]);
  turn.agenda.push({ kind: 'execute', flow: id });
}
