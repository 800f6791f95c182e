import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeployOptions, DeployResult, DeployWatch } from 'rowmill/engine';
import { idleCosts } from '../cost/idle-costs.ts';
import { pricesOf } from '../cost/prices.ts';
import { stackName } from '../deployment.ts';
import { type Caller, findCaller } from './caller.ts';
import { runCdk } from './run-cdk.ts';
import { type Synthesized, synthesize } from './synthesize.ts';

/** Where the CDK and the bundles are, when not in the packages. */
export interface DeployTools {
  readonly program?: string;
  readonly bundles?: string;
}

/** Prices are shown for this one, where nobody has said which. */
const USUAL_REGION = 'us-east-1';

/**
 * Makes the template of a deployment, shows what would change in the account, and deploys it when the person agrees.
 *
 * @throws StackOptionsError, MissingBundlesError; what AWS refuses, explained
 */
export async function deploy(
  options: DeployOptions,
  watch: DeployWatch,
  tools: DeployTools = {},
): Promise<DeployResult> {
  const folder = await mkdtemp(join(tmpdir(), 'rowmill-deploy-'));
  try {
    if (options.dryRun) {
      const made = await synthesize({ ...options, ...tools, folder });
      return resultOf(options, made, { outcome: 'planned', outputs: {} });
    }
    const caller = await findCaller(options);
    const made = await synthesize({ ...options, ...tools, folder, caller });
    return await apply(options, { made, caller, watch, tools });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Apply {
  readonly made: Synthesized;
  readonly caller: Caller;
  readonly watch: DeployWatch;
  readonly tools: DeployTools;
}

const NO_DIFFERENCE = /Number of stacks with differences: 0/;

async function apply(
  options: DeployOptions,
  { made, caller, watch, tools }: Apply,
): Promise<DeployResult> {
  const { deployment } = options;
  const place = { deployment, region: caller.region };
  const { program } = tools;
  const { signal } = watch;
  const cdk = { deployment, caller, signal, ...(program === undefined ? {} : { program }) };
  const app = ['--app', made.folder];
  const told = await runCdk(['diff', ...app], cdk);
  if (NO_DIFFERENCE.test(told)) return resultOf(place, made, { outcome: 'unchanged', outputs: {} });
  const question = `Deploy ${stackName(deployment)} to account ${caller.account} in ${caller.region}?`;
  if (!(await watch.confirm(told.trim(), question)))
    return resultOf(place, made, { outcome: 'declined', outputs: {} });
  const file = join(made.folder, 'outputs.json');
  const approved = ['--require-approval', 'never', '--progress', 'events', '--outputs-file', file];
  await runCdk(['deploy', ...app, ...approved], { ...cdk, note: watch.note });
  const outputs = JSON.parse(await readFile(file, 'utf8')) as Record<string, StackOutputs>;
  return resultOf(place, made, {
    outcome: 'deployed',
    outputs: outputs[stackName(deployment)] ?? {},
  });
}

type StackOutputs = Readonly<Record<string, string>>;

function resultOf(
  { deployment, region }: Pick<DeployOptions, 'deployment' | 'region'>,
  { resources, sweepMinutes }: Synthesized,
  done: Pick<DeployResult, 'outcome' | 'outputs'>,
): DeployResult {
  const idle = idleCosts(resources, pricesOf(region ?? USUAL_REGION), { sweepMinutes });
  return { deployment, ...(region === undefined ? {} : { region }), ...done, resources, idle };
}
