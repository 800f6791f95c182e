import type { StageContext } from '../ports.ts';
import type { Delivery, receiverOf } from '../stages/deliver-shard.ts';
import { deliveryFolder } from '../stages/delivery-file.ts';
import { type OpenEnvironment, openEnvironments } from '../stages/open-environments.ts';
import { openPlannedRun, type PlannedRun } from '../stages/planned-run.ts';
import { shardFolder } from '../stages/shard-file.ts';
import { type Shard, shardsOfRows, shardsOfTable } from '../stages/shards.ts';
import { storedManifest } from '../stages/store-dataset.ts';
import { createTableProgress, type TableProgress } from '../stages/table-progress.ts';
import type { Manifest } from '../stores/manifest.ts';

/**
 * What a process remembers of its runs: nothing that another process could not find out again, but planning for
 * every shard would cost more than the shard.
 */
export interface RunMemory {
  planned(context: StageContext): Promise<PlannedRun>;
  /** Of the stored dataset. */
  manifest(context: StageContext): Promise<Manifest>;
  /** Environments of the run; taken over from the process that made them. */
  environments(context: StageContext): Promise<readonly OpenEnvironment[]>;
  holdEnvironments(context: StageContext, environments: readonly OpenEnvironment[]): void;
  forgetEnvironments(context: StageContext): void;
  buildProgress(context: StageContext, table: string): Promise<TableProgress>;
  deliveryProgress(
    context: StageContext,
    delivery: Delivery,
    receiver: ReturnType<typeof receiverOf>,
  ): Promise<TableProgress>;
}

export function createRunMemory(): RunMemory {
  const plans = new Map<string, Promise<PlannedRun>>();
  const manifests = new Map<string, Promise<Manifest>>();
  const environments = new Map<string, Promise<readonly OpenEnvironment[]>>();
  const progresses = new Map<string, Promise<TableProgress>>();
  const planned = (context: StageContext): Promise<PlannedRun> =>
    remember(plans, context.runId, () => openPlannedRun(context));
  const manifest = (context: StageContext): Promise<Manifest> =>
    remember(manifests, context.runId, async () =>
      storedManifest((await planned(context)).plan, context),
    );
  return {
    planned,
    manifest,
    environments: (context) =>
      remember(environments, context.runId, async () =>
        openEnvironments((await planned(context)).request, await manifest(context), context),
      ),
    holdEnvironments: ({ runId }, held) => void environments.set(runId, Promise.resolve(held)),
    forgetEnvironments: ({ runId }) => void environments.delete(runId),
    buildProgress: (context, table) =>
      remember(progresses, `${context.runId} ${table}`, async () =>
        openBuildProgress(await planned(context), table, context),
      ),
    deliveryProgress: (context, { table }, { receiver, stored }) => {
      const { delivery, kind } = receiver.record;
      return remember(progresses, `${context.runId} ${delivery} ${table}`, async () => {
        const { sizing } = await planned(context);
        const shards = kind === 'directory' ? [] : shardsOfRows(table, stored.rows, sizing);
        return createTableProgress({
          emit: context.emit,
          table,
          totalRows: stored.rows,
          before: await rowsDone(shards, deliveryFolder(delivery, table), context),
          tableBytes: stored.jsonBytes,
        });
      });
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

async function openBuildProgress(
  { plan, sizing }: PlannedRun,
  name: string,
  context: StageContext,
): Promise<TableProgress> {
  const table = plan.tables.find((one) => one.name === name);
  const totalRows = table?.kind === 'generated' ? table.rowCount : undefined;
  const shards = table?.kind === 'generated' ? shardsOfTable(table, sizing) : [];
  const before = await rowsDone(shards, shardFolder(name), context);
  return createTableProgress({ emit: context.emit, table: name, totalRows, before });
}

/** Rows of shards that are there before this process has done any. */
async function rowsDone(
  shards: readonly Shard[],
  folder: string,
  { files }: StageContext,
): Promise<number> {
  const done = new Set(await files.list(folder));
  return shards
    .filter(({ shard }) => done.has(`${folder}${shard}.json`))
    .reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
}
