import type { ExecutionEvent } from '../reducer/events.ts';
import type { ExecutionFacts } from '../reducer/facts.ts';
import type { ExecutionState } from '../reducer/state.ts';
import type { PendingCommands, PendingMapRun } from './pending-commands.ts';

/** One execution: its events in their order, each durable before anything follows from it. */
export interface Instance {
  /** Empty for the first execution, `/<map run>/<index>` for a child. */
  readonly path: string;
  readonly facts: ExecutionFacts;
  readonly pending: PendingCommands;
  state(): ExecutionState;
  /** Resolves when the event is durable and its commands are carried out, or when nobody waits for it. */
  handle(event: ExecutionEvent): Promise<void>;
  /** Takes in what the journal tells, without doing anything. */
  replay(events: readonly PastEvent[]): Promise<void>;
  /** Carries out what has no answer, after a replay. */
  resume(): void;
}

export interface PastEvent {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly event: ExecutionEvent;
}

/** A map run that is under way. */
export interface RunningMapRun {
  /** Resolves when all of its children have ended. */
  stop(): Promise<void>;
}

export type StartMapRun = (owner: Instance, mapRun: PendingMapRun) => RunningMapRun;

export function hasEnded({ status }: ExecutionState): boolean {
  return status !== 'PENDING' && status !== 'RUNNING';
}
