import { createRunMemory, type RunMemory } from 'rowmill/engine';

type TableProgress = Awaited<ReturnType<RunMemory['buildProgress']>>;

/** How far a table is, is told by whoever follows the run: a function sees a few of its shards at the most. */
const UNTOLD: TableProgress = {
  begin: () => ({ report: () => undefined, end: () => undefined, fail: () => undefined }),
};

/**
 * What a function remembers of a run. It does not count which shards are done: each of thousands of environments would
 * list them all.
 */
export function createFunctionMemory(): RunMemory {
  const untold = async (): Promise<TableProgress> => UNTOLD;
  const memory = createRunMemory();
  return {
    ...memory,
    // Another function may have made them anew since the last call: their record and their ledgers tell.
    environments(context) {
      memory.forgetEnvironments(context);
      return memory.environments(context);
    },
    buildProgress: untold,
    deliveryProgress: untold,
  };
}
