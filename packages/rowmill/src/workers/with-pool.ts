import type { Job } from './jobs.ts';
import { defaultWorkers, openPool, type WorkerPool } from './pool.ts';

/** Opens worker threads for as long as the work takes; they get ready for the kind of job that comes first. */
export async function withPool<Value>(
  workers: number | undefined,
  work: (pool: WorkerPool) => Promise<Value>,
  first?: Job['kind'],
): Promise<Value> {
  const pool = openPool(workers ?? defaultWorkers(), { first });
  try {
    return await work(pool);
  } finally {
    await pool.close();
  }
}
