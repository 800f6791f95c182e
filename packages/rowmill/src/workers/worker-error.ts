import { RowmillError } from '@rowmill/core';
import type { WorkerFailure } from './worker.ts';

/** A worker thread failed. Tells the error that it met by its name and code. */
export class WorkerError extends RowmillError {
  override readonly name = 'WorkerError';
  /** Name of the error in the worker, e.g. `TargetError`. */
  readonly failure: string;
  /** System or database code, e.g. `ENOSPC`. */
  readonly code: string | undefined;

  constructor({ name, message, code, stack }: WorkerFailure['failure']) {
    super(message);
    this.failure = name;
    this.code = code;
    if (stack !== undefined) this.stack = stack;
  }
}

/** The system refused something, here or in a worker: a full disk, a missing permission. */
export function isSystemFailure(error: unknown): boolean {
  if (error instanceof WorkerError) return error.failure === 'Error' && error.code !== undefined;
  return error instanceof Error && 'syscall' in error;
}
