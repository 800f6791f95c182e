import type { Json } from '../json.ts';
import type {
  ExecutionHistory,
  ExecutionIdentity,
  ExecutionOptions,
  RunningExecution,
} from './execution.ts';

/**
 * Starts an execution; resolves when its start is durable.
 *
 * @throws {@link UnknownTaskError} when nobody does a task that the document names
 * @throws {@link ExecutionStatusError} when the journal holds an execution already
 */
export declare function startExecution(
  input: Json,
  options: ExecutionOptions,
): Promise<RunningExecution>;

/**
 * Goes on with an execution whose process ended: all that the journal tells is taken as done, what has no answer is
 * done again. An execution that has ended gives its result at once.
 *
 * @throws {@link ExecutionStatusError} when the journal is empty
 */
export declare function resumeExecution(options: ExecutionOptions): Promise<RunningExecution>;

/**
 * Runs an execution that failed, timed out or was stopped on from where it failed, keeping what succeeded.
 *
 * @throws {@link ExecutionStatusError} when it has not ended, or succeeded
 */
export declare function redriveExecution(options: ExecutionOptions): Promise<RunningExecution>;

/**
 * What a journal tells of an execution, or of a child of it, derived again by replay: nothing is run.
 * `execution` is the path of a child, `/<map run>/<index>`.
 *
 * @throws {@link ExecutionStatusError} when there is no such execution
 */
export declare function readHistory(
  options: ExecutionIdentity & { readonly execution?: string },
): Promise<ExecutionHistory>;
