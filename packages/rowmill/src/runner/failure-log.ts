import type { ExecutionResult } from '@rowmill/asl';
import { RunFailedError } from '../runs/run-errors.ts';
import { causeText, THRESHOLD } from '../runs/shard-failure.ts';

/** Errors are kept up to here: when a run is stopped, all its shards fail. */
const KEPT = 100;

/**
 * The errors that tasks of this process have thrown. A workflow keeps names and words alone; whoever started the run
 * gets the very error, with its places in the request and its stack.
 */
export interface FailureLog {
  note(error: unknown): void;
  /** Why the execution did not succeed; undefined when it did. */
  errorOf(result: ExecutionResult): unknown;
}

export function failureLog(): FailureLog {
  const errors: Error[] = [];
  return {
    note(thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (errors.length < KEPT) errors.push(error);
    },
    errorOf(result) {
      if (result.status === 'SUCCEEDED') return undefined;
      const { error = result.status, cause = '' } = result;
      const problem = causeText(cause);
      if (error === THRESHOLD && errors[0] !== undefined) return errors[0];
      const seen = errors.find((one) => nameOf(one) === error && one.message.startsWith(problem));
      return seen ?? new RunFailedError(error, problem);
    },
  };
}

/** Name of the error; of the one in the worker thread, where it happened there. */
function nameOf(error: Error): string {
  return 'failure' in error && typeof error.failure === 'string' ? error.failure : error.name;
}
