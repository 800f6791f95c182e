import type { Model } from '../cost/activity.ts';
import { type PriceTable, pricesOf } from '../cost/prices.ts';
import { DEFAULT_QUOTAS } from '../cost/quotas.ts';
import { RATES } from '../cost/rates.ts';
import { PIPELINE, type PipelineTraits } from '../cost/traits.ts';
import { wallsOf } from '../cost/walls.ts';
import { limitsOf, sizedRun } from './limits.ts';
import { nextWall } from './next-wall.ts';
import { type ProfileName, profileWorkload } from './profiles.ts';
import { simulateRun } from './simulate-run.ts';

export interface ScalingOptions {
  readonly rows: readonly number[];
  readonly profile: ProfileName;
  /** Concurrent functions of the account. */
  readonly concurrency: number;
  readonly region: string;
  readonly traits?: PipelineTraits;
}

/** How one size goes. */
export interface ScalingRow {
  readonly rows: number;
  readonly seconds: number;
  /** Of the run alone. */
  readonly usd: number;
  /** Of the dataset, for a month. */
  readonly storageUsd: number;
  /** Functions that build at the same time. */
  readonly functions: number;
  readonly slowest: string;
  readonly limit: string;
  readonly next: string;
  /** Why it does not get through; none where it does. */
  readonly walls: readonly string[];
}

const STORAGE = 'S3 storage, a month';

function modelOf({ concurrency, traits = PIPELINE }: ScalingOptions): Model {
  const quotas = { ...DEFAULT_QUOTAS, lambdaConcurrency: concurrency };
  return { rates: RATES, quotas, traits };
}

/** Simulates a run of each size. */
export function scalingRows(options: ScalingOptions): readonly ScalingRow[] {
  const model = modelOf(options);
  const prices = pricesOf(options.region);
  return options.rows.map((rows) => scalingRow(rows, options, { model, prices }));
}

interface World {
  readonly model: Model;
  readonly prices: PriceTable;
}

function scalingRow(
  rows: number,
  { profile }: ScalingOptions,
  { model, prices }: World,
): ScalingRow {
  const workload = profileWorkload(profile, rows);
  const run = sizedRun(workload, model, prices);
  const { seconds, usd, stages, items } = simulateRun(run, prices);
  const storageUsd = items.find(({ name }) => name === STORAGE)?.usd ?? 0;
  const longest = stages.reduce((most, one) => (one.seconds > most.seconds ? one : most));
  const [limit, next] = limitsOf(workload, model, prices);
  return {
    rows,
    seconds,
    usd: usd - storageUsd,
    storageUsd,
    functions: run.sizing.buildConcurrency,
    slowest: `${longest.stage}, ${formatDuration(longest.seconds)}`,
    limit,
    next,
    walls: wallsOf(run),
  };
}

/** The walls that a growing dataset meets, one after the other. */
export function wallLines(options: ScalingOptions): readonly string[] {
  const model = modelOf(options);
  const prices = pricesOf(options.region);
  const workloadOf = (rows: number) => profileWorkload(options.profile, rows);
  const lines: string[] = [];
  for (let from = 1_000_000; ; ) {
    const wall = nextWall(workloadOf, from, model, prices);
    if (wall === undefined) return lines;
    lines.push(`from ${formatRows(wall.rows)} rows: ${wall.problem}`);
    from = wall.rows;
  }
}

/** A table of Markdown. */
export function scalingTable(rows: readonly ScalingRow[]): string {
  const head = [
    'rows',
    'time',
    'run',
    'stored, a month',
    'functions',
    'longest stage',
    'waits for',
    'then for',
  ];
  const lines = rows.map((row) => [
    formatRows(row.rows),
    row.walls.length === 0 ? formatDuration(row.seconds) : 'does not get through',
    formatPrice(row.usd),
    formatPrice(row.storageUsd),
    String(row.functions),
    row.slowest,
    row.limit,
    row.next,
  ]);
  const dashes = head.map((_, column) => (column < 5 ? '--:' : '---'));
  return [head, dashes, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const UNITS = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
] as const;

/** `10 M`, `1.3 B`. */
export function formatRows(rows: number): string {
  const [size, letter] = UNITS.find(([least]) => rows >= least) ?? [1, ''];
  return `${Number((rows / size).toPrecision(3)).toLocaleString('en-US')} ${letter}`.trim();
}

/** `14 s`, `2 min 21 s`, `3 h 2 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`;
}

const formatPrice = (usd: number): string =>
  `$${usd < 10 ? usd.toFixed(usd < 0.1 ? 3 : 2) : Math.round(usd).toLocaleString('en-US')}`;
