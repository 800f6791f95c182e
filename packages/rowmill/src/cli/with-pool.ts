import { defaultWorkers, openPool, type WorkerPool } from '../workers/pool.ts';

/** Opens worker threads for as long as the work takes. */
export async function withPool<Value>(
  workers: number | undefined,
  work: (pool: WorkerPool) => Promise<Value>,
): Promise<Value> {
  const pool = openPool(workers ?? defaultWorkers());
  try {
    return await work(pool);
  } finally {
    await pool.close();
  }
}
