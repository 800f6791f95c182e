import type { Json, JsonObject } from '../json.ts';
import type { MapRunRequest } from './map-run-request.ts';

export type ExecutionStatus =
  | 'PENDING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMED_OUT'
  | 'ABORTED';

/** Why a state or an execution failed. Neither is there where a Fail state gives none. */
export interface Failure {
  readonly error?: string;
  readonly cause?: string;
}

/**
 * Where an execution stands. Plain data; `step` makes a new one and never changes one.
 *
 * States run in flows: the first one runs the states of the machine, and each branch of a parallel state and each
 * iteration of an inline map is a flow of its own while it lasts.
 */
export interface ExecutionState {
  readonly status: ExecutionStatus;
  readonly input: Json;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly stoppedAt?: number;
  readonly output?: Json;
  readonly failure?: Failure;
  readonly redriveCount: number;
  /** For the last time, in milliseconds since 1970. */
  readonly redrivenAt?: number;
  /** Timer of the time limit of the whole execution. */
  readonly timer?: string;
  /** Of the history. */
  readonly lastEventId: number;
  /** Numbers tasks, timers, map runs and flows. */
  readonly lastNumber: number;
  readonly flows: Readonly<Record<string, Flow>>;
}

export interface Flow {
  readonly id: string;
  /** Flow in whose state this one runs. */
  readonly parent?: string;
  /** Number of the branch or item. */
  readonly index: number;
  /** Item of the iteration, as the context object tells it. */
  readonly item?: MapItem;
  /** From the document to the states of the flow: a name leads into a map, a name and a number into a branch. */
  readonly place: readonly (string | number)[];
  /** Its own; those of outer flows are seen as well. */
  readonly variables: JsonObject;
  readonly variableBytes: number;
  /** Event that the next one follows from; 0 at the very beginning. */
  readonly lastEventId: number;
  readonly visit: Visit;
}

/** An item of a map, as the context object tells of it. */
export interface MapItem {
  readonly index: number;
  readonly value: Json;
  /** Of a member of a JSON object. */
  readonly key?: string;
  /** Where the map has it from: `STATE_DATA`, or the address of an object. */
  readonly source: string;
}

/** `source` of items that are not read from objects. */
export const STATE_DATA = 'STATE_DATA';

/** A stay in a state, over all its attempts. */
export interface Visit {
  readonly state: string;
  readonly input: Json;
  readonly enteredAt: number;
  /** Of the event that tells of the entry; 0 while the state is still to be entered. */
  readonly eventId: number;
  /** Retries so far, by retrier. */
  readonly retries: readonly number[];
  readonly attempt: number;
  readonly activity: Activity;
}

/** What a state waits for. */
export type Activity =
  | { readonly kind: 'none' }
  | TaskActivity
  | { readonly kind: 'wait' | 'retry'; readonly timer: string }
  | ParallelActivity
  | MapActivity
  | MapRunActivity;

export interface TaskActivity {
  readonly kind: 'task';
  readonly task: string;
  /** Of its time limit. */
  readonly timeout?: string;
  readonly heartbeat?: { readonly timer: string; readonly seconds: number };
}

export interface ParallelActivity {
  readonly kind: 'parallel';
  /** Answers of the branches so far, by number. */
  readonly outputs: readonly (Json | undefined)[];
  /** Flows of the branches that have not ended. */
  readonly flows: readonly string[];
}

export interface MapActivity {
  readonly kind: 'map';
  readonly items: readonly Json[];
  /** Of items that are the members of an object: their names. */
  readonly keys?: readonly string[];
  readonly maxConcurrency: number;
  /** Index of the first item that was not begun. */
  readonly next: number;
  readonly outputs: readonly (Json | undefined)[];
  readonly flows: readonly string[];
}

export interface MapRunActivity {
  readonly kind: 'map-run';
  readonly request: MapRunRequest;
  /** How often it was gone on with. */
  readonly redriveCount: number;
}

/** Name of the flow that runs the states of the machine. */
export const ROOT = '0';

/** An execution before its first event. */
export const emptyState: ExecutionState = {
  status: 'PENDING',
  input: null,
  startedAt: 0,
  redriveCount: 0,
  lastEventId: 0,
  lastNumber: 0,
  flows: {},
};
