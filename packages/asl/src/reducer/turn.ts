import type { State, StateSequence } from '../document/states.ts';
import { StateFailure } from '../errors.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { Json, JsonObject } from '../json.ts';
import { LIMITS } from '../limits.ts';
import type { Command } from './commands.ts';
import type { ExecutionFacts } from './facts.ts';
import type { Activity, ExecutionState, Failure, Flow, Visit } from './state.ts';

/** What one event leads to, while it is worked out. Nothing outside a turn is ever changed. */
export interface Turn {
  readonly facts: ExecutionFacts;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly draft: Draft;
  readonly commands: Command[];
  readonly history: HistoryEvent[];
  /** What is still to be done in this turn, in its order. */
  readonly agenda: Errand[];
}

type Draft = { -readonly [Field in keyof ExecutionState]: ExecutionState[Field] } & {
  flows: Record<string, Flow>;
};

/** Flows that are gone when their turn comes are passed over. */
export type Errand =
  | { readonly kind: 'enter'; readonly flow: string; readonly state: string; readonly input: Json }
  /** Does the work of the state that the flow is in, for the first time or again. */
  | { readonly kind: 'execute'; readonly flow: string }
  /** The flow has left its last state. */
  | { readonly kind: 'ended'; readonly flow: string; readonly output: Json }
  /** The state that the flow is in has failed. */
  | { readonly kind: 'failed'; readonly flow: string; readonly failure: Failure };

export function openTurn(facts: ExecutionFacts, state: ExecutionState, at: number): Turn {
  const draft = { ...state, flows: { ...state.flows } };
  return { facts, at, draft, commands: [], history: [], agenda: [] };
}

/** A number that names a task, a timer, a map run or a flow within the execution. */
export function nextNumber({ draft }: Turn): string {
  draft.lastNumber += 1;
  return String(draft.lastNumber);
}

/** The history is full: the execution cannot go on, whatever its states would catch. */
export class HistoryFull extends StateFailure {}

/**
 * Events that no other one names as the one before it: what comes next follows from what they follow from.
 *
 * Source: measured against AWS by others, github.com/floci-io/floci/pull/3167.
 */
const ASIDE =
  /^(?:(?:Map|Parallel)StateSucceeded|MapRunSucceeded|MapIterationFailed|\w+StateAborted)$/;

/** Adds an event to the history of a flow. @returns the flow, and what comes next follows from the event */
export function record(turn: Turn, flow: Flow, type: string, details?: NamedDetails): Flow {
  const id = addEvent(turn, flow.lastEventId, type, details);
  const after = ASIDE.test(type) ? flow : { ...flow, lastEventId: id };
  turn.draft.flows[flow.id] = after;
  return after;
}

/** AWS names the details of an event after its type: `stateEntered` for a state is the exception. */
export const detailsName = (type: string): string => type.charAt(0).toLowerCase() + type.slice(1);

/** Details of an event without the suffix of their name: `stateEntered`. */
type NamedDetails = readonly [name: string, value: { readonly [key: string]: Json }];

export function addEvent(
  { draft, history, at, facts }: Turn,
  previousEventId: number,
  type: string,
  details?: NamedDetails,
): number {
  // One is left for the event that tells of it.
  const isFull = facts.type !== 'EXPRESS' && draft.lastEventId >= LIMITS.historyEvents - 1;
  if (isFull && !type.startsWith('Execution')) {
    throw new HistoryFull(
      'States.Runtime',
      `The execution reached the maximum number of history events (${LIMITS.historyEvents}).`,
    );
  }
  draft.lastEventId += 1;
  const id = draft.lastEventId;
  history.push({
    id,
    previousEventId,
    timestamp: at,
    type,
    ...(details && { details: { name: `${details[0]}EventDetails`, value: details[1] } }),
  });
  return id;
}

export function flowOf({ draft }: Turn, id: string): Flow {
  const flow = draft.flows[id];
  if (flow === undefined) throw new Error(`there is no flow ${id}`);
  return flow;
}

/** What comes next in a flow follows from the last event of another one, which has ended inside of it. */
export function followFrom(turn: Turn, id: string, { lastEventId }: Flow): void {
  turn.draft.flows[id] = { ...flowOf(turn, id), lastEventId };
}

/** Sets what the state of a flow waits for. */
export function waitFor(turn: Turn, flow: Flow, activity: Activity): void {
  changeVisit(turn, flow.id, { activity });
}

export function changeVisit(turn: Turn, id: string, change: Partial<Visit>): Flow {
  const flow = flowOf(turn, id);
  const after = { ...flow, visit: { ...flow.visit, ...change } };
  turn.draft.flows[id] = after;
  return after;
}

/** The states among which a flow moves. */
function sequenceAt(
  { sequence }: Pick<ExecutionFacts, 'sequence'>,
  place: Flow['place'],
): StateSequence {
  let found = sequence;
  for (let at = 0; at < place.length; at += 1) {
    const state = found.States[String(place[at])];
    if (state?.Type === 'Map') found = state.ItemProcessor;
    else if (state?.Type === 'Parallel') {
      at += 1;
      const branch = state.Branches[Number(place[at])];
      if (branch !== undefined) found = branch;
    }
  }
  return found;
}

/** The definition of the state that a flow is in. */
export function definitionOf({ facts }: Pick<Turn, 'facts'>, { place, visit }: Flow): State {
  const state = sequenceAt(facts, place).States[visit.state];
  if (state === undefined) throw new Error(`there is no state ${visit.state}`);
  return state;
}

/** All variables that a flow sees: its own before those of the flows around it. */
export function variablesOf({ draft }: Turn, flow: Flow): JsonObject {
  const outer = flow.parent === undefined ? undefined : draft.flows[flow.parent];
  if (outer === undefined) return flow.variables;
  return { ...variablesOf({ draft } as Turn, outer), ...flow.variables };
}
