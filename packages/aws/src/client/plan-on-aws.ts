import { SFNClient } from '@aws-sdk/client-sfn';
import type { ResolvedRequest } from '@rowmill/core/engine';
import {
  type CloudEngineOptions,
  type EnginePlan,
  measureTables,
  type PlanRequest,
  type Sizing,
} from 'rowmill/engine';
import { estimateRun } from '../cost/estimate.ts';
import { pricesOf } from '../cost/prices.ts';
import { DEFAULT_QUOTAS } from '../cost/quotas.ts';
import { RATES } from '../cost/rates.ts';
import { solveSizing } from '../cost/sizing.ts';
import { PIPELINE } from '../cost/traits.ts';
import type { Workload } from '../cost/workload.ts';
import { assertRunsOnAws } from '../request/assert-runs-on-aws.ts';

/** What a run is expected to take, and how it is cut for that. */
export interface SizedPlan {
  readonly plan: EnginePlan;
  readonly sizing: Sizing;
}

export interface PlanOptions extends Pick<CloudEngineOptions, 'environment'> {
  /** Whose prices count. */
  readonly region: string;
  /** Where the run would be: `deployment qa in eu-central-1`. */
  readonly place: string;
}

/**
 * Measures some rows of each table on this machine, and solves for the sizes of shards and functions.
 *
 * @throws RequestError when the request asks for what is on this machine alone
 */
export async function sizePlan(
  { resolved, directory }: PlanRequest,
  { region, place, environment }: PlanOptions,
): Promise<SizedPlan> {
  assertRunsOnAws(resolved.request);
  const tables = await measureTables(resolved, { directory, environment });
  const workload: Workload = { tables, ...workOf(resolved) };
  const model = { rates: RATES, quotas: DEFAULT_QUOTAS, traits: PIPELINE };
  const prices = pricesOf(region);
  const { sizing, reasons, problems } = solveSizing(workload, model, { prices });
  const estimate = estimateRun({ workload, sizing, model }, prices);
  const priced =
    prices.region === region ? '' : `, which stand for those of ${region}: they are not known here`;
  const rests = `prices of ${prices.region} of ${prices.date}${priced}; quotas as accounts have them from the start`;
  return { sizing, plan: { place, ...estimate, notes: [...reasons, ...problems, rests] } };
}

function workOf({ request }: ResolvedRequest): Omit<Workload, 'tables'> {
  const environments = Object.values(request.environments);
  const every = Object.keys(request.tables);
  const { test } = request;
  return {
    environments: environments.length,
    targets: environments.flatMap(({ targets }) =>
      targets.map(({ kind, tables = every }) => ({ kind, tables })),
    ),
    ...(test === undefined ? {} : { testMinutes: (test.timeoutMs ?? TEST_MS) / 60_000 }),
  };
}

/** Where a request does not say how long its tests may take. */
const TEST_MS = 300_000;

/** Prices are shown for this one, where nobody has said which. */
const USUAL_REGION = 'us-east-1';

/** What a run is expected to take on AWS. Nothing of AWS is asked: no account is needed. */
export async function planOnAws(
  request: PlanRequest,
  { deployment, environment, ...choice }: CloudEngineOptions,
): Promise<EnginePlan> {
  const region = choice.region ?? (await configuredRegion()) ?? USUAL_REGION;
  const place = `deployment ${deployment} in ${region}`;
  const { plan } = await sizePlan(request, { region, place, environment });
  return plan;
}

/** The region that the AWS configuration of this machine names, if it names one. */
function configuredRegion(): Promise<string | undefined> {
  return new SFNClient({}).config.region().catch(() => undefined);
}
