import { openPool, type WorkerPool } from '../workers/pool.ts';

/** Workers run what is built; under the conditions of tests they would look for sources, and cannot read them. */
export function openBuiltPool(workers: number): WorkerPool {
  const { execArgv } = process;
  process.execArgv = [];
  try {
    return openPool(workers);
  } finally {
    process.execArgv = execArgv;
  }
}
