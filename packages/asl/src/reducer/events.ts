import type { Json } from '../json.ts';

/**
 * What happens to an execution. Together with the document and the facts of the execution, its events determine
 * everything that follows from them: the journal keeps them, and nothing else.
 */
export type ExecutionEvent =
  | { readonly type: 'ExecutionStarted'; readonly input: Json }
  /** A worker took the task. Written before it begins, for tasks that must not run twice unasked. */
  | { readonly type: 'TaskStarted'; readonly task: string }
  | { readonly type: 'TaskSucceeded'; readonly task: string; readonly output: Json }
  | {
      readonly type: 'TaskFailed';
      readonly task: string;
      readonly error: string;
      readonly cause: string;
    }
  | { readonly type: 'TaskHeartbeat'; readonly task: string }
  | { readonly type: 'TimerFired'; readonly timer: string }
  | { readonly type: 'MapRunSucceeded'; readonly mapRun: string; readonly output: Json }
  | {
      readonly type: 'MapRunFailed';
      readonly mapRun: string;
      readonly error: string;
      readonly cause: string;
    }
  | { readonly type: 'ExecutionStopped'; readonly error?: string; readonly cause?: string }
  | { readonly type: 'ExecutionRedriven' };
