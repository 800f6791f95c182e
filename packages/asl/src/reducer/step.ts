import type { MapState } from '../document/states.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { Json } from '../json.ts';
import { attempt } from './attempt.ts';
import type { Command } from './commands.ts';
import { endWithout } from './end-execution.ts';
import { endFlow } from './end-flow.ts';
import { enterState } from './enter.ts';
import type { ExecutionEvent } from './events.ts';
import { execute } from './execute.ts';
import type { ExecutionFacts } from './facts.ts';
import { failState } from './fail.ts';
import type { MapRunRequest } from './map-run-request.ts';
import { react } from './react.ts';
import type { ExecutionState, MapItem } from './state.ts';
import { selectInput } from './states/map-items.ts';
import { definitionOf, type Errand, flowOf, HistoryFull, openTurn, type Turn } from './turn.ts';

/** What follows from an event. */
export interface Step {
  readonly state: ExecutionState;
  /** To be carried out once the event is in the journal. */
  readonly commands: readonly Command[];
  readonly history: readonly HistoryEvent[];
}

/**
 * The interpreter: what an execution does when something happens to it. A pure function: the same arguments give the
 * same answer, nothing is read or written, and the state that was passed in stays as it was. (It is asynchronous
 * only because JSONata is.) An event that the execution does not wait for changes nothing.
 *
 * @param at when it happened, in milliseconds since 1970
 */
export async function step(
  facts: ExecutionFacts,
  state: ExecutionState,
  event: ExecutionEvent,
  at: number,
): Promise<Step> {
  const turn = openTurn(facts, state, at);
  try {
    await react(turn, event);
    await runErrands(turn);
  } catch (full) {
    if (!(full instanceof HistoryFull)) throw full;
    endWithout(turn, 'FAILED', { error: full.error, cause: full.message });
  }
  return { state: turn.draft, commands: turn.commands, history: turn.history };
}

async function runErrands(turn: Turn): Promise<void> {
  for (let errand = turn.agenda.shift(); errand !== undefined; errand = turn.agenda.shift()) {
    if (turn.draft.flows[errand.flow] !== undefined) await runErrand(turn, errand);
  }
}

async function runErrand(turn: Turn, errand: Errand): Promise<void> {
  const { flow } = errand;
  switch (errand.kind) {
    case 'enter':
      return attempt(turn, flow, async () => enterState(turn, errand));
    case 'execute':
      return attempt(turn, flow, () => execute(turn, flow));
    case 'ended':
      return endFlow(turn, flow, errand.output);
    case 'failed':
      return failState(turn, flow, errand.failure);
  }
}

/**
 * Input of a child of a distributed map: the item, or what `ItemSelector` makes of it.
 *
 * @throws StateFailure when the selector fails
 */
export async function selectItem(
  facts: ExecutionFacts,
  state: ExecutionState,
  request: Pick<MapRunRequest, 'flow'>,
  { at, ...item }: MapItem & { readonly at: number },
): Promise<Json> {
  const turn = openTurn(facts, state, at);
  const flow = flowOf(turn, request.flow);
  const map = definitionOf(turn, flow) as MapState;
  return selectInput(turn, flow, map, item);
}
