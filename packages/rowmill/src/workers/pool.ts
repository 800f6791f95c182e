import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import { type Control, createControl } from './control.ts';
import type { Job } from './jobs.ts';
import type { JobResult, WorkerFailure } from './worker.ts';
import { WorkerError } from './worker-error.ts';

/** Worker threads that make, encode and write rows. */
export interface WorkerPool {
  readonly size: number;
  /**
   * Runs a job on every worker at once; they share the table's shards among them. Gives what each worker did.
   *
   * @throws {@link WorkerError} with the first failure that is not the echo of another one.
   */
  run<J extends Job>(job: Omit<J, 'control'>, options?: RunOptions): Promise<JobResult<J>[]>;
  /** Runs a job on whichever worker is free first. @throws {@link WorkerError} when it fails. */
  runOne<J extends Job>(job: Omit<J, 'control'>, options?: RunOptions): Promise<JobResult<J>>;
  close(): Promise<void>;
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { rows: number; bytes: number }) => void) | undefined;
}

const PROGRESS_MS = 100;

export function defaultWorkers(): number {
  return Math.max(1, availableParallelism());
}

/** @param first kind of the first job: workers load what it needs while the caller still plans */
export function openPool(size: number, first?: Job['kind']): WorkerPool {
  const pool = new Tinypool({
    filename: workerFile(),
    runtime: 'worker_threads',
    minThreads: size,
    maxThreads: size,
    idleTimeout: Number.POSITIVE_INFINITY,
    execArgv: process.execArgv,
  });
  if (first !== undefined) {
    // What cannot be loaded now cannot be loaded by the job either, which then tells why.
    for (let i = 0; i < size; i++) pool.run(first, { name: 'load' }).catch(() => {});
  }
  const runOn = async (workers: number, job: object, options: RunOptions): Promise<unknown[]> => {
    const { signal, onProgress } = options;
    signal?.throwIfAborted();
    const control = createControl();
    const abort = (): void => control.abort();
    signal?.addEventListener('abort', abort);
    const timer = onProgress && setInterval(() => onProgress(control.progress()), PROGRESS_MS);
    try {
      const work = { ...job, control: control.buffer };
      const results: unknown[] = await Promise.all(
        Array.from({ length: workers }, () => pool.run(work, { name: 'run' })),
      );
      throwFailure(results, control, signal);
      onProgress?.(control.progress());
      return results;
    } finally {
      clearInterval(timer);
      signal?.removeEventListener('abort', abort);
    }
  };
  return {
    size,
    run: async (job, options = {}) => (await runOn(size, job, options)) as never,
    runOne: async (job, options = {}) => (await runOn(1, job, options))[0] as never,
    close: () => pool.destroy(),
  };
}

/** The worker beside this file: built, or in source where tests run from source. */
function workerFile(): string {
  return new URL(
    import.meta.url.endsWith('.ts') ? '../../dist/workers/worker.js' : './worker.js',
    import.meta.url,
  ).href;
}

function throwFailure(
  results: readonly unknown[],
  control: Control,
  signal: AbortSignal | undefined,
): void {
  const failures = results.flatMap((result) => (isFailure(result) ? [result.failure] : []));
  if (failures.length === 0) return;
  signal?.throwIfAborted();
  const cause = failures.find(({ name }) => name !== 'AbortedError') ?? failures[0];
  if (cause !== undefined && control.isAborted()) throw new WorkerError(cause);
}

function isFailure(result: unknown): result is WorkerFailure {
  return typeof result === 'object' && result !== null && 'failure' in result;
}
