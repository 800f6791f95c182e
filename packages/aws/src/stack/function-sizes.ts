import { MEMORY_MB } from '../cost/memory.ts';
import type { LambdaEntry } from './access/function-access.ts';

/** What a function is given. Time is the longest that Lambda allows: no task ends sooner for being cut. */
export interface FunctionSize {
  /** Megabytes of memory; 1,769 are one vCPU (AWS Lambda guide, "Configure Lambda function memory", 2026-11-22). */
  readonly memoryMegabytes: number;
  /** Megabytes of `/tmp`, 512 to 10,240. */
  readonly diskMegabytes: number;
  readonly timeoutSeconds: number;
}

/** Waits for others more than it computes. */
const SMALL: FunctionSize = { memoryMegabytes: 512, diskMegabytes: 512, timeoutSeconds: 900 };
/** Computes in one thread. */
const WORKER: FunctionSize = {
  memoryMegabytes: MEMORY_MB.compute,
  diskMegabytes: 2048,
  timeoutSeconds: 900,
};

export const FUNCTION_SIZES: Readonly<Record<LambdaEntry, FunctionSize>> = {
  plan: WORKER,
  // A table is masked as a whole, and its parts are written before they are stored.
  'mask-table': { ...WORKER, diskMegabytes: 10_240 },
  'build-shard': WORKER,
  'store-dataset': WORKER,
  // DuckDB uses all the CPUs that there are, and spills to disk.
  'validate-dataset': {
    memoryMegabytes: MEMORY_MB.validate,
    diskMegabytes: 10_240,
    timeoutSeconds: 900,
  },
  provision: WORKER,
  'deliver-shard': WORKER,
  'set-up': WORKER,
  'run-tests': WORKER,
  'clean-up': WORKER,
  report: WORKER,
  'test-ended': SMALL,
  sweep: WORKER,
};
