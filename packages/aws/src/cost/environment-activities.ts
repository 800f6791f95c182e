import type { Activity, SizedRun } from './activity.ts';
import { partsPerShardOf, planningSeconds } from './dataset-activities.ts';
import { MEMORY_MB } from './memory.ts';
import { rowSeconds, shardsOf } from './table-work.ts';
import { PART_ROWS, partsOf, type WorkTarget } from './workload.ts';

/** Seconds in which a target is created, or removed again. Assumed. */
const TARGET_SECONDS = 0.5;

const nothing = { writes: 0, reads: 0 } as const;

/** Deliveries that are alike. */
interface Deliveries {
  readonly count: number;
  readonly rows: number;
  readonly seconds: number;
}

function deliveriesTo(target: WorkTarget, run: SizedRun): readonly Deliveries[] {
  const { workload, sizing, model } = run;
  const { rates } = model;
  const wanted = workload.tables.filter(
    ({ name }) => target.tables.length === 0 || target.tables.includes(name),
  );
  return wanted.map((table) => {
    const computing = rowSeconds(table, rates) * rates.deliverFactor;
    // A file is written as a whole, by one function.
    if (target.kind !== 'postgres')
      return { count: 1, rows: table.rows, seconds: table.rows * computing };
    const perShard = partsPerShardOf(table.rows, run);
    const rows = Math.min(table.rows, Math.min(partsOf(table.rows), perShard) * PART_ROWS);
    const rate = Math.min(rates.connectionRows, rates.databaseRows / sizing.deliveryConcurrency);
    const seconds = Math.max(rows / rate, rows * computing);
    return { count: shardsOf(table, perShard), rows, seconds };
  });
}

const sumOf = (groups: readonly Deliveries[], of: (group: Deliveries) => number): number =>
  groups.reduce((sum, group) => sum + of(group), 0);

/** Everything that is done for environments; nothing where there are none. */
export function environmentActivities(run: SizedRun): readonly Activity[] {
  const { workload, model } = run;
  const { rates } = model;
  if (workload.environments === 0) return [];
  const planning = planningSeconds(workload, model);
  const loaded = workload.targets
    .filter(({ kind }) => kind === 'postgres')
    .flatMap((target) => deliveriesTo(target, run));
  const distribute = distributeActivity(run);
  const once = { memoryMb: MEMORY_MB.compute, storageBytes: 0 } as const;
  return [
    {
      ...once,
      stage: 'provision',
      name: 'rowmill-provision',
      callSeconds: planning + workload.targets.length * TARGET_SECONDS,
      requests: { writes: 4, reads: 6 },
      work: 'creating targets',
    },
    distribute,
    {
      ...once,
      stage: 'set up',
      name: 'rowmill-set-up',
      callSeconds: planning + sumOf(loaded, ({ count, rows }) => count * rows) / rates.setUpRows,
      requests: { writes: 1, reads: distribute.requests.writes + 4 },
      work: 'adding keys and reading back',
    },
  ];
}

function distributeActivity(run: SizedRun): Activity {
  const { workload, sizing, model } = run;
  const deliveries = workload.targets.flatMap((target) => deliveriesTo(target, run));
  const items = Math.max(
    1,
    sumOf(deliveries, ({ count }) => count),
  );
  const total = sumOf(deliveries, ({ count, seconds }) => count * seconds);
  const longest = Math.max(0, ...deliveries.map(({ seconds }) => seconds));
  return {
    stage: 'distribute',
    name: 'rowmill-deliver-shard',
    callSeconds: total / items,
    map: {
      items,
      itemSeconds: total / items,
      // A table that is one delivery is what the others wait for.
      longestSeconds: longest,
      coldSeconds: model.rates.coldSeconds + planningSeconds(workload, model),
      concurrency: sizing.deliveryConcurrency,
      writes: items,
    },
    memoryMb: MEMORY_MB.compute,
    requests: { writes: items, reads: 5 * items },
    storageBytes: 0,
    work: 'delivering rows',
  };
}

/** The test command, which runs in CodeBuild. */
export function testActivities({ workload, model }: SizedRun): readonly Activity[] {
  const { testMinutes } = workload;
  if (testMinutes === undefined) return [];
  return [
    {
      stage: 'test',
      name: 'rowmill-run-tests',
      callSeconds: model.rates.buildStartSeconds + testMinutes * 60,
      billedSeconds: 1,
      memoryMb: MEMORY_MB.compute,
      requests: nothing,
      storageBytes: 0,
      work: 'the tests',
    },
  ];
}

export function endActivities({ workload }: SizedRun): readonly Activity[] {
  const once = { memoryMb: MEMORY_MB.compute, storageBytes: 0 } as const;
  return [
    {
      ...once,
      stage: 'clean up',
      name: 'rowmill-clean-up',
      callSeconds: 0.2 + workload.targets.length * TARGET_SECONDS,
      requests: { writes: 2, reads: 4 },
      work: 'removing targets',
    },
    {
      ...once,
      stage: 'report',
      name: 'rowmill-report',
      callSeconds: 0.5,
      requests: { writes: 4, reads: 10 },
      work: 'writing the report',
    },
  ];
}
