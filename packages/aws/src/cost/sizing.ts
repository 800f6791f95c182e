import type { Sizing } from 'rowmill/engine';
import type { Model, SizedRun } from './activity.ts';
import { buildActivity, partsPerShardOf, shardCount } from './dataset-activities.ts';
import { atOnce, mapTime } from './map-time.ts';
import type { PriceTable } from './prices.ts';
import { runCosts } from './run-costs.ts';
import { activityTime } from './stage-times.ts';
import { shardWork } from './table-work.ts';
import { partsOf, type Workload } from './workload.ts';

/** What the deployment allows, beside the quotas of the account. */
export interface SizingBounds {
  /** MB below `/tmp` of the function that builds shards. */
  readonly storageMb: number;
  /** Seconds after which that function is ended. */
  readonly timeoutSeconds: number;
  /** Connections that a target may get: a PostgreSQL has 100 unless somebody has raised it. */
  readonly connectionsPerTarget: number;
}

export const SIZING_BOUNDS: SizingBounds = {
  storageMb: 2048,
  timeoutSeconds: 900,
  connectionsPerTarget: 8,
};

export interface SolvedSizing {
  readonly sizing: Sizing;
  /** Why it is so, in sentences. */
  readonly reasons: readonly string[];
  /** What no sizing can keep to, in sentences; none where the run fits. */
  readonly problems: readonly string[];
}

/** What one sizing comes to. */
interface Candidate {
  readonly sizing: Sizing;
  readonly seconds: number;
  readonly usd: number;
}

/** A quarter of the account is left to others, and half of a function's time to slow neighbours. */
const SHARE_OF_ACCOUNT = 0.75;
const SHARE_OF_TIMEOUT = 0.5;
const SHARE_OF_STORAGE = 0.8;
/** A run may take so much longer than the fastest one, if it is cheaper. */
const PATIENCE = 1.05;
const MB = 2 ** 20;

/**
 * Solves for the shards of a run: the fastest build that the quotas allow, and of those that are about as fast the
 * cheapest. Shards are whole parts, so the rows and bytes of a dataset do not depend on the answer.
 */
export function solveSizing(
  workload: Workload,
  model: Model,
  { prices, bounds = SIZING_BOUNDS }: { prices: PriceTable; bounds?: SizingBounds },
): SolvedSizing {
  const deliveryConcurrency = deliveryConcurrencyOf(workload, model, bounds);
  const all = partsPerShardCandidates(workload).flatMap((partsPerShard) =>
    concurrencyCandidates(model).map((buildConcurrency): SizedRun => {
      const sizing = { partsPerShard, buildConcurrency, deliveryConcurrency };
      return { workload, model, sizing };
    }),
  );
  const fitting = all.filter((run) => problemsOf(run, bounds).length === 0);
  // Where nothing fits, the smallest shards come closest.
  const candidates = (fitting.length > 0 ? fitting : all.slice(0, 1)).map((run) =>
    rate(run, prices),
  );
  const fastest = Math.min(...candidates.map(({ seconds }) => seconds));
  const { sizing } = candidates
    .filter(({ seconds }) => seconds <= fastest * PATIENCE)
    .reduce((best, next) => (isBetter(next, best) ? next : best));
  const run = { workload, model, sizing };
  return { sizing, reasons: reasonsOf(run), problems: problemsOf(run, bounds) };
}

function isBetter(one: Candidate, other: Candidate): boolean {
  if (one.usd !== other.usd) return one.usd < other.usd;
  return one.sizing.buildConcurrency < other.sizing.buildConcurrency;
}

/** 1, 2, 3, 4, 6, 8, 12, 16 … up to the parts of the largest table. */
function partsPerShardCandidates({ tables }: Workload): readonly number[] {
  const most = Math.max(1, ...tables.map(({ rows }) => partsOf(rows)));
  const found: number[] = [];
  for (let power = 1; power <= most; power *= 2) {
    found.push(power);
    if (power > 1 && power * 1.5 <= most) found.push(power * 1.5);
  }
  return found;
}

function concurrencyCandidates({ quotas }: Model): readonly number[] {
  const most = Math.max(
    1,
    Math.floor(Math.min(quotas.lambdaConcurrency * SHARE_OF_ACCOUNT, quotas.openChildren)),
  );
  const found = [most];
  for (let next = Math.floor(most / 2); next >= 8; next = Math.floor(next / 2)) found.push(next);
  return found;
}

function rate(run: SizedRun, prices: PriceTable): Candidate {
  const time = activityTime(buildActivity(run), run.model);
  const items = runCosts([time], run.workload, run.model, prices);
  return {
    sizing: run.sizing,
    seconds: time.seconds,
    usd: items.reduce((sum, { usd }) => sum + usd, 0),
  };
}

/** More connections than the database has use for only wait for each other. */
function deliveryConcurrencyOf(
  { targets }: Workload,
  { quotas, rates }: Model,
  { connectionsPerTarget }: SizingBounds,
): number {
  const databases = targets.filter(({ kind }) => kind === 'postgres').length;
  const useful = Math.ceil(rates.databaseRows / rates.connectionRows);
  const account = Math.floor(quotas.lambdaConcurrency * SHARE_OF_ACCOUNT);
  // One map delivers to all targets: where files have room in it, their room goes to databases that have more shards.
  const wanted = databases > 0 ? databases * Math.min(connectionsPerTarget, useful) : FILES_AT_ONCE;
  return Math.max(1, Math.min(account, wanted));
}

const FILES_AT_ONCE = 100;

function problemsOf(run: SizedRun, { storageMb, timeoutSeconds }: SizingBounds): readonly string[] {
  const { workload, model } = run;
  return workload.tables.flatMap((table) => {
    const perShard = partsPerShardOf(table.rows, run);
    const { seconds, bytes } = shardWork(table, perShard, model.rates, model.quotas);
    const total = seconds + model.rates.coldSeconds;
    const slow = total > timeoutSeconds * SHARE_OF_TIMEOUT;
    const large = table.origin === 'generated' && bytes > storageMb * MB * SHARE_OF_STORAGE;
    return [
      ...(slow
        ? [
            `${table.name}: a shard takes ${Math.round(total)} s, and a function should not take more than half of its ${timeoutSeconds} s`,
          ]
        : []),
      ...(large
        ? [
            `${table.name}: a shard has ${Math.round(bytes / MB)} MB, and /tmp takes ${storageMb} MB`,
          ]
        : []),
    ];
  });
}

function reasonsOf(run: SizedRun): readonly string[] {
  const { sizing, model, workload } = run;
  const shards = shardCount(run);
  const build = buildActivity(run);
  const { limit, environments } = mapTime(build.map ?? NO_MAP, model.quotas);
  const together = atOnce(shards, sizing.buildConcurrency, model.quotas);
  const databases = workload.targets.filter(({ kind }) => kind === 'postgres').length;
  return [
    `${shards} shards of ${sizing.partsPerShard} parts take ${build.callSeconds.toFixed(1)} s each: smaller ones wait for ${model.quotas.childStarts} starts a second, larger ones for each other`,
    `${together} shards at the same time, in ${environments} environments: the build waits for ${LIMIT_WORDS[limit]}`,
    ...(databases > 0
      ? [
          `${sizing.deliveryConcurrency} deliveries at the same time, as many as ${databases === 1 ? 'the database' : `${databases} databases`} can use: more connections bring no more rows`,
        ]
      : []),
  ];
}

const LIMIT_WORDS = {
  work: 'its own work',
  'starts of children': 'Step Functions, which starts children at a fixed rate',
  'starts of environments': 'Lambda, which makes environments at a fixed rate',
  'writes to a prefix': 'S3, which takes a number of objects a second below one prefix',
} as const;

const NO_MAP = { items: 1, itemSeconds: 0, coldSeconds: 0, concurrency: 1, writes: 0 };
