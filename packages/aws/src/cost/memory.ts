import { QUOTAS } from './quotas.ts';
import { RATES } from './rates.ts';

/** MB at which a function has one whole vCPU (docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html). */
export const ONE_CPU_MB = 1769;

/** What a function does with its memory and its vCPUs. */
export interface FunctionNeed {
  /** MB that it holds at its peak. */
  readonly memoryMb: number;
  /** vCPUs that it keeps busy. */
  readonly threads: number;
}

/**
 * MB to give to a function. Price and vCPUs both grow with the memory: work that computes costs the same below one vCPU
 * for each of its threads, and takes longer; above, it costs more, and takes no less. So the best is exactly there.
 */
export function solveMemory({ memoryMb, threads }: FunctionNeed): number {
  const wanted = Math.max(memoryMb, Math.ceil(threads * ONE_CPU_MB));
  return Math.min(QUOTAS.lambdaMemoryMb.value, wanted);
}

/** MB of the functions of the workflow. */
export const MEMORY_MB = {
  /** Rows are made in one thread, and so is what a function loads before it does anything. */
  compute: solveMemory({ memoryMb: RATES.shardMemoryMb, threads: 1 }),
  /** DuckDB uses all vCPUs that there are, and 1 GB beside what it is loaded into. */
  validate: solveMemory({ memoryMb: RATES.shardMemoryMb + 1024, threads: 6 }),
} as const;
