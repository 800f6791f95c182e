import type { StateMachine } from '../document/states.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { Journal } from '../journal/journal.ts';
import type { Json } from '../json.ts';
import type { Clock, ObjectStore, TaskHandlers } from '../ports.ts';

/** What an execution is, wherever it runs: the same for its start, for its resumption and for a look at its history. */
export interface ExecutionIdentity {
  /** As `loadDocument` has accepted it. */
  readonly machine: StateMachine;
  readonly journal: Journal;
  /** Of the execution: at most 80 characters. */
  readonly name: string;
  /** Random text: task tokens, jitter, `$uuid()` and `$random()` follow from it. */
  readonly seed: string;
  /** Of the execution; made from the names unless given. */
  readonly arn?: string;
  /** `machine` unless given. */
  readonly stateMachineName?: string;
  readonly roleArn?: string;
}

export interface ExecutionOptions extends ExecutionIdentity {
  /** Who does the tasks of the document: by resource, or by function name. */
  readonly tasks: TaskHandlers;
  /** Where item readers read and result writers write. */
  readonly objects?: ObjectStore;
  /** The time of the machine unless given. */
  readonly clock?: Clock;
  /** Called for each event of the histories, of this execution (path '') and of its children, as it happens. */
  readonly onHistory?: (event: HistoryEvent, execution: string) => void;
  /** Called whenever the counts of a map run have changed. */
  readonly onMapRun?: (progress: MapRunProgress) => void;
}

export interface RunningExecution {
  /**
   * How it ended. Rejects when it could not go on, e.g. with {@link JournalError}; it can then be resumed from what the
   * journal holds.
   */
  readonly result: Promise<ExecutionResult>;
  /** Ends the execution as `ABORTED`; resolves when that is durable. Does nothing when it has ended already. */
  stop(reason?: { readonly error?: string; readonly cause?: string }): Promise<void>;
  /**
   * Gives the answer of a task that waits for its token, in this execution or in a child. Resolves when it is durable.
   * @throws {@link TaskTokenError} when no task waits for the token
   */
  completeTask(token: string, output: Json): Promise<void>;
  /** @throws {@link TaskTokenError} when no task waits for the token */
  failTask(
    token: string,
    failure: { readonly error: string; readonly cause: string },
  ): Promise<void>;
  /** @throws {@link TaskTokenError} when no task waits for the token */
  heartbeatTask(token: string): Promise<void>;
  /**
   * Lets go of the execution without ending it, so that it can be resumed later: signals of tasks are aborted, nothing
   * more is journaled, and `result` rejects with {@link ExecutionStatusError}.
   */
  suspend(): void;
}

export type ExecutionResult =
  | { readonly status: 'SUCCEEDED'; readonly output: Json }
  | {
      readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly error?: string;
      readonly cause?: string;
    };

/** Counts are of child executions: with an `ItemBatcher`, of batches. */
export interface MapRunProgress {
  /** Path: `/<map run>`, or `/<map run>/<index>/<map run>` below a child. */
  readonly mapRun: string;
  /** Name of the map state. */
  readonly state: string;
  /** `RUNNING` until all children have ended and their results are written. */
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  /** Absent while items are still being read. */
  readonly total?: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly aborted: number;
  readonly running: number;
  /** Known to be there and not begun. */
  readonly pending: number;
}

/** What a journal tells of one execution. */
export interface ExecutionHistory {
  readonly status: 'PENDING' | 'RUNNING' | ExecutionResult['status'];
  /** Once it has ended. */
  readonly result?: ExecutionResult;
  readonly events: readonly HistoryEvent[];
  /** Its map runs, in order of their start. */
  readonly mapRuns: readonly MapRunProgress[];
}
