import type { Json } from '../json.ts';
import { ROOT } from './state.ts';
import { addEvent, nextNumber, type Turn } from './turn.ts';

/** The execution begins: with the first state, and with the clock of its time limit. */
export function start(turn: Turn, input: Json): void {
  const { draft, facts, at, commands } = turn;
  draft.status = 'RUNNING';
  draft.input = input;
  draft.startedAt = at;
  addEvent(turn, 0, 'ExecutionStarted', [
    'executionStarted',
    {
      input: JSON.stringify(input),
      inputDetails: { truncated: false },
      roleArn: facts.roleArn,
    },
  ]);
  if (facts.timeoutSeconds !== undefined) {
    draft.timer = nextNumber(turn);
    commands.push({
      type: 'start-timer',
      timer: draft.timer,
      at: at + 1000 * facts.timeoutSeconds,
    });
  }
  const { StartAt } = facts.sequence;
  draft.flows[ROOT] = {
    id: ROOT,
    index: 0,
    place: [],
    variables: {},
    variableBytes: 0,
    // On AWS the first state does not name the start of the execution as the event before it.
    lastEventId: 0,
    visit: {
      state: StartAt,
      input,
      enteredAt: at,
      eventId: 0,
      retries: [],
      attempt: 0,
      activity: { kind: 'none' },
    },
  };
  turn.agenda.push({ kind: 'enter', flow: ROOT, state: StartAt, input });
}
