import { SFNClient } from '@aws-sdk/client-sfn';
import type { CloudEngineOptions, EnginePlan, PlanRequest } from 'rowmill/engine';
import { type AwsPlan, planRunOnAws } from '../cost/plan-run.ts';
import { assertRunsOnAws } from '../request/assert-runs-on-aws.ts';

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
  options: PlanOptions,
): Promise<AwsPlan> {
  assertRunsOnAws(resolved.request);
  return planRunOnAws(resolved, { directory, ...options });
}

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
