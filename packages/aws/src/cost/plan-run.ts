import type { Request, ResolvedRequest } from '@rowmill/core/engine';
import { type EnginePlan, type MeasuredTable, measureTables, type Sizing } from 'rowmill/engine';
import type { Model } from './activity.ts';
import { estimateRun } from './estimate.ts';
import { type PriceTable, pricesOf } from './prices.ts';
import { DEFAULT_QUOTAS, QUOTA_DATE } from './quotas.ts';
import { MEASURED, RATES } from './rates.ts';
import { solveSizing } from './sizing.ts';
import { PIPELINE } from './traits.ts';
import { wallsOf } from './walls.ts';
import { rowsOf, type Workload } from './workload.ts';

/** A run on AWS, planned before it is started. */
export interface AwsPlan {
  readonly plan: EnginePlan;
  /** For the record of the run. */
  readonly sizing: Sizing;
  /** What cannot work, in sentences: a run with any of them fails, or takes far longer than planned. */
  readonly problems: readonly string[];
}

export interface AwsPlanOptions {
  /** Paths of the request start here. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the run would be: `deployment qa in eu-central-1`. */
  readonly place: string;
  /** Whose prices count. */
  readonly region: string;
}

/** Where a request does not say how long its tests may take. */
const TEST_MS = 300_000;

/**
 * Makes some rows of every table here, and computes from their speed what the run takes on AWS: a second of work for a
 * handful of tables. A table of speeds by generator would know nothing of the request's own columns, or of this version.
 *
 * @throws RequestError with every issue; SourceError when a source cannot be read here.
 */
export async function planRunOnAws(
  resolved: ResolvedRequest,
  { directory, environment, place, region }: AwsPlanOptions,
): Promise<AwsPlan> {
  const tables = await measureTables(resolved, { directory, environment });
  const workload = workloadOf(resolved.request, tables);
  const prices = pricesOf(region);
  const model: Model = { rates: RATES, quotas: DEFAULT_QUOTAS, traits: PIPELINE };
  const { sizing, reasons, problems: ofShards } = solveSizing(workload, model, { prices });
  const run = { workload, sizing, model };
  const estimate = estimateRun(run, prices);
  const problems = [...ofShards, ...wallsOf(run)];
  const plan = {
    place,
    ...estimate,
    notes: [
      ...problems.map((problem) => `does not fit: ${problem}`),
      ...reasons,
      ...assumptions(workload, region, prices),
    ],
  };
  return { plan, sizing, problems };
}

/** What costs follow from: the tables as they are measured, and where they go. */
function workloadOf(request: Request, tables: readonly MeasuredTable[]): Workload {
  const environments = Object.values(request.environments);
  return {
    tables,
    environments: environments.length,
    targets: environments.flatMap(({ targets }) =>
      targets.map((target) => ({
        kind: target.kind === 'postgres' ? ('postgres' as const) : ('s3' as const),
        tables: target.tables,
      })),
    ),
    ...(request.test === undefined
      ? {}
      : { testMinutes: (request.test.timeoutMs ?? TEST_MS) / 60_000 }),
  };
}

function assumptions(
  workload: Workload,
  region: string,
  { region: priced, date }: PriceTable,
): readonly string[] {
  const generated = workload.tables.filter(({ origin }) => origin === 'generated');
  const seconds = generated.reduce(
    (sum, { rows, secondsPerRow = 0 }) => sum + rows * secondsPerRow,
    0,
  );
  const speed = Math.round(rowsOf({ tables: generated }) / Math.max(seconds, Number.EPSILON));
  const unknown = workload.tables.filter(({ origin, rows }) => origin === 'masked' && rows === 0);
  return [
    ...(generated.length === 0
      ? []
      : [
          `${speed.toLocaleString('en-US')} rows/s on a core of this machine, measured now; a vCPU of Lambda is taken to do ${RATES.lambdaSpeed * 100} % of it`,
        ]),
    ...(unknown.length === 0
      ? []
      : [
          `the rows of ${unknown.map(({ name }) => name).join(', ')} are not known, and not counted`,
        ]),
    ...(workload.testMinutes === undefined
      ? []
      : [
          `${workload.testMinutes} minutes are counted for the tests: what they may take at most, or five`,
        ]),
    `prices of ${priced} of ${date}${priced === region ? '' : `: those of ${region} are not known here`}, quotas of ${QUOTA_DATE}, other rates measured ${MEASURED.date} on ${MEASURED.machine}; no free tier, one month of storage`,
  ];
}
