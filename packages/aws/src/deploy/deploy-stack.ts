import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DeployOptions, DeployResult, DeployWatch } from 'rowmill/engine';
import { idleCosts } from '../cost/idle-costs.ts';
import { pricesOf } from '../cost/prices.ts';
import { stackName } from '../deployment.ts';
import { makeDuckDbLayer } from '../layer/make-duckdb-layer.ts';
import { type Caller, findCaller } from './caller.ts';
import { runCdk } from './run-cdk.ts';
import { type Synthesized, synthesize } from './synthesize.ts';

/** Where the CDK and the bundles are, when not in the packages. */
export interface DeployTools {
  /** The command line of the CDK. */
  readonly program?: string;
  /** Folder with the bundles of the functions. */
  readonly bundles?: string;
  /** Makes the layer with DuckDB in a folder, unless it is there. */
  readonly makeLayer?: (folder: string) => Promise<void>;
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
    const { bundles = BUNDLES, makeLayer = makeDuckDbLayer } = tools;
    const outdir = join(folder, 'app');
    if (options.dryRun) {
      const shown = await bundlesToShow(bundles, folder);
      const made = await synthesize({ ...options, folder: outdir, bundles: shown });
      return resultOf(options, made, { outcome: 'planned', outputs: {} });
    }
    const caller = await findCaller(options);
    await makeLayer(layerOf(bundles));
    const made = await synthesize({ ...options, folder: outdir, caller, bundles });
    return await apply(options, { made, caller, watch, tools });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As the build of this package leaves them; `src` and `dist` lie side by side. */
const BUNDLES = fileURLToPath(new URL('../../dist', import.meta.url));

const layerOf = (bundles: string): string => join(bundles, 'layers', 'duckdb');

/** The layer is fetched for a deployment alone: for a template, an empty folder stands for it. */
async function bundlesToShow(bundles: string, folder: string): Promise<string> {
  if (existsSync(layerOf(bundles))) return bundles;
  const shown = join(folder, 'bundles');
  await mkdir(layerOf(shown), { recursive: true });
  await symlink(join(bundles, 'lambda'), join(shown, 'lambda'), 'junction');
  return shown;
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
  const file = join(made.folder, '..', 'outputs.json');
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
