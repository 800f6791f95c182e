import type { Job } from './jobs.ts';
import type { WorkerPool } from './pool.ts';
import { type RunOptions, runOnWorkers } from './run-on-workers.ts';
import { run } from './worker.ts';

/**
 * One worker in the thread of the caller, for machines with a single CPU: a thread of its own would only cost memory and
 * time to start. Jobs are done one after the other, as what a worker keeps open belongs to the job that it does.
 */
export function openInlinePool(): WorkerPool {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: object): Promise<unknown> => {
    const done = last.then(() => run(work as Job));
    last = done.catch(() => undefined);
    return done;
  };
  const runOn = (job: object, options: RunOptions): Promise<unknown[]> =>
    runOnWorkers(1, job, options, inTurn);
  return {
    size: 1,
    run: async (job, options = {}) => (await runOn(job, options)) as never,
    runOne: async (job, options = {}) => (await runOn(job, options))[0] as never,
    async close() {
      await last;
    },
  };
}
