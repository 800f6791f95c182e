import type { Json } from '../json.ts';

/**
 * An event of an execution's history in the vocabulary of AWS, as `GetExecutionHistory` answers it: `type` is
 * `TaskStateEntered`, `TaskScheduled` … and the details stand under the name that AWS gives them, e.g.
 * `stateEnteredEventDetails`. Payloads are JSON text there, as they are on AWS.
 *
 * Source: AWS Step Functions API reference, `HistoryEvent`.
 */
export interface HistoryEvent {
  /** From 1. */
  readonly id: number;
  /** 0 for the first. */
  readonly previousEventId: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly type: string;
  readonly details?: { readonly name: string; readonly value: { readonly [key: string]: Json } };
}
