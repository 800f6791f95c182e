import type { StageContext } from '../ports.ts';
import { closePlannedRun, openPlannedRun, type PlannedRun } from '../stages/planned-run.ts';
import { shardFolder } from '../stages/shard-file.ts';
import { shardsOfTable } from '../stages/shards.ts';
import { createTableProgress, type TableProgress } from '../stages/table-progress.ts';

/**
 * What a process remembers of its runs: nothing that another process could not find out again, but planning and opening
 * sources for every shard would cost more than the shard.
 */
export interface RunMemory {
  planned(context: StageContext): Promise<PlannedRun>;
  progress(context: StageContext, table: string): Promise<TableProgress>;
  /** Closes the sources of all runs. */
  close(): Promise<void>;
}

export function createRunMemory(): RunMemory {
  const plans = new Map<string, Promise<PlannedRun>>();
  const progresses = new Map<string, Promise<TableProgress>>();
  const planned = (context: StageContext): Promise<PlannedRun> =>
    remember(plans, context.runId, () => openPlannedRun(context));
  return {
    planned,
    progress: (context, table) =>
      remember(progresses, `${context.runId} ${table}`, async () =>
        openProgress(await planned(context), table, context),
      ),
    async close() {
      const opened = await Promise.allSettled(plans.values());
      plans.clear();
      progresses.clear();
      await Promise.all(
        opened.map((plan) =>
          plan.status === 'fulfilled' ? closePlannedRun(plan.value) : undefined,
        ),
      );
    },
  };
}

/** What failed is tried again by the next who asks. */
function remember<Value>(
  values: Map<string, Promise<Value>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const known = values.get(key);
  if (known !== undefined) return known;
  const value = make();
  values.set(key, value);
  value.catch(() => values.delete(key));
  return value;
}

/** Rows that an earlier process of the run has made count. */
async function openProgress(
  { plan }: PlannedRun,
  name: string,
  { files, emit }: StageContext,
): Promise<TableProgress> {
  const table = plan.tables.find((one) => one.name === name);
  if (table?.kind !== 'generated')
    return createTableProgress(emit, { table: name, totalRows: 0, before: 0 });
  const done = new Set(await files.list(shardFolder(name)));
  const before = shardsOfTable(table)
    .filter(({ shard }) => done.has(`${shardFolder(name)}${shard}.json`))
    .reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
  return createTableProgress(emit, { table: name, totalRows: table.rowCount, before });
}
