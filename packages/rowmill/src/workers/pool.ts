import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import type { Job } from './jobs.ts';
import { type RunOptions, runOnWorkers } from './run-on-workers.ts';
import { type JobResult, run } from './worker.ts';

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

export function defaultWorkers(): number {
  return Math.max(1, availableParallelism());
}

/**
 * Room for what lives shortly in a worker. Ciphers give their results in buffers of their own, which are collected when
 * this room is full: with the usual 48 MB, each worker takes tens of megabytes that nobody needs.
 */
const YOUNG_MB = 3;

export interface PoolOptions {
  /** Kind of the first job: workers load what it needs while the caller still plans. */
  readonly first?: Job['kind'] | undefined;
  /** The caller's own thread is one of the workers: it saves the start of a thread, and is busy while a job runs. */
  readonly withCaller?: boolean;
}

export function openPool(
  size: number,
  { first, withCaller = false }: PoolOptions = {},
): WorkerPool {
  const threads = withCaller ? size - 1 : size;
  const pool = new Tinypool({
    filename: workerFile(),
    runtime: 'worker_threads',
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Number.POSITIVE_INFINITY,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    execArgv: process.execArgv,
  });
  if (first !== undefined) {
    // What cannot be loaded now cannot be loaded by the job either, which then tells why.
    for (let i = 0; i < threads; i++) pool.run(first, { name: 'load' }).catch(() => {});
  }
  const runOn = (workers: number, job: object, options: RunOptions): Promise<unknown[]> => {
    let given = 0;
    return runOnWorkers(workers, job, options, (work) => {
      given += 1;
      return given > threads ? run(work as Job) : pool.run(work, { name: 'run' });
    });
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
