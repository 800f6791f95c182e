import type { Json } from '../json.ts';
import { payloadText } from './payload.ts';
import { type ExecutionStatus, type Failure, ROOT } from './state.ts';
import { stopFlow } from './stop-flows.ts';
import { addEvent, type Turn } from './turn.ts';

export function succeed(turn: Turn, output: Json): void {
  const text = payloadText(output, turn.facts.name);
  end(turn, 'SUCCEEDED');
  turn.draft.output = output;
  addEvent(turn, lastEventOf(turn), 'ExecutionSucceeded', [
    'executionSucceeded',
    { output: text, outputDetails: { truncated: false } },
  ]);
}

const ENDINGS = {
  FAILED: ['ExecutionFailed', 'executionFailed'],
  TIMED_OUT: ['ExecutionTimedOut', 'executionTimedOut'],
  ABORTED: ['ExecutionAborted', 'executionAborted'],
} as const;

/** Ends the execution without a result. Its flows stay, for a redrive to go on from. */
export function endWithout(turn: Turn, status: keyof typeof ENDINGS, failure: Failure): void {
  if (turn.draft.flows[ROOT] !== undefined) stopFlow(turn, ROOT);
  end(turn, status);
  turn.draft.failure = failure;
  const [type, details] = ENDINGS[status];
  // What comes from outside follows from nothing inside.
  const previous = status === 'FAILED' ? lastEventOf(turn) : 0;
  addEvent(turn, previous, type, [details, { ...failure }]);
}

function end(turn: Turn, status: ExecutionStatus): void {
  const { draft, commands, agenda } = turn;
  if (draft.timer !== undefined) commands.push({ type: 'cancel-timer', timer: draft.timer });
  delete draft.timer;
  draft.status = status;
  draft.stoppedAt = turn.at;
  agenda.length = 0;
}

const lastEventOf = ({ draft }: Turn): number =>
  draft.flows[ROOT]?.lastEventId ?? draft.lastEventId;
