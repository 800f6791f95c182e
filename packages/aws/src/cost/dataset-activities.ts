import type { Activity, Model, SizedRun } from './activity.ts';
import { MEMORY_MB } from './memory.ts';
import { onLambda, shardsOf, shardWork, transferSeconds } from './table-work.ts';
import { partsOf, type Workload } from './workload.ts';

/** Bytes of one line of the list of shards. */
const SHARD_LINE_BYTES = 110;
const LIST_PAGE = 1000;

const sumOf = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

/** Parts of a shard of a table of so many rows. */
export function partsPerShardOf(
  rows: number,
  { sizing, model }: Pick<SizedRun, 'sizing' | 'model'>,
): number {
  return Math.max(sizing.partsPerShard, Math.ceil(partsOf(rows) / model.traits.mostShards));
}

/** Seconds of a function until it has planned the run again: parents are counted where children are made per parent. */
export function planningSeconds({ tables }: Workload, { rates }: Model): number {
  return onLambda(sumOf(tables, (table) => table.countedParents) * rates.parentSeconds, rates);
}

export function shardCount(run: Pick<SizedRun, 'workload' | 'sizing' | 'model'>): number {
  return sumOf(run.workload.tables, (table) => shardsOf(table, partsPerShardOf(table.rows, run)));
}

export function planActivity(run: SizedRun): Activity {
  const { workload, model } = run;
  const bytes = shardCount(run) * SHARD_LINE_BYTES;
  return {
    stage: 'plan',
    name: 'rowmill-plan',
    callSeconds:
      planningSeconds(workload, model) +
      onLambda(bytes / model.rates.jsonBytes, model.rates) +
      transferSeconds(bytes, 4, model.rates, model.quotas),
    memoryMb: MEMORY_MB.compute,
    requests: { writes: 3, reads: 4 },
    storageBytes: 0,
    work: 'planning',
  };
}

/** The shards of all tables, each as long as they are on average: a map mixes them. */
export function buildActivity(run: SizedRun): Activity {
  const { workload, sizing, model } = run;
  const shards = workload.tables.map((table) => {
    const perShard = partsPerShardOf(table.rows, run);
    const count = shardsOf(table, perShard);
    return { table, count, work: shardWork(table, perShard, model.rates, model.quotas) };
  });
  const items = sumOf(shards, ({ count }) => count);
  const parts = sumOf(workload.tables, ({ rows }) => partsOf(rows));
  const keyFiles = sumOf(shards, ({ table, count }) => count * table.keyBytes.length);
  const callSeconds = sumOf(shards, ({ count, work }) => count * work.seconds) / items;
  return {
    stage: 'build',
    name: 'rowmill-build-shard',
    callSeconds,
    map: {
      items,
      itemSeconds: callSeconds,
      // A masked table is one item, however large it is.
      longestSeconds: Math.max(0, ...shards.map(({ work }) => work.seconds)),
      coldSeconds: model.rates.coldSeconds + planningSeconds(workload, model),
      concurrency: sizing.buildConcurrency,
      writes: Math.max(0, ...workload.tables.map(({ rows }) => partsOf(rows))),
    },
    memoryMb: MEMORY_MB.compute,
    requests: { writes: parts + keyFiles + items, reads: 3 * items },
    storageBytes: Math.max(0, ...shards.map(({ work }) => work.bytes)),
    work: 'making rows',
  };
}

export function storeActivity(run: SizedRun): Activity {
  const { workload, model } = run;
  const { rates, quotas } = model;
  const shards = shardCount(run);
  const parts = sumOf(workload.tables, ({ rows }) => partsOf(rows));
  const pages = Math.ceil(parts / LIST_PAGE);
  const bytes = parts * rates.manifestBytes;
  // Files of shards are asked for and read; their parts are written as a manifest.
  const json = onLambda((2 * bytes) / rates.jsonBytes, rates);
  return {
    stage: 'build',
    name: 'rowmill-store-dataset',
    callSeconds:
      planningSeconds(workload, model) +
      transferSeconds(2 * bytes, 2 * shards, rates, quotas) +
      pages * rates.listSeconds +
      json,
    memoryMb: MEMORY_MB.compute,
    requests: { writes: pages + 2, reads: 2 * shards + 4 },
    storageBytes: 0,
    work: 'reading what became of shards',
  };
}
