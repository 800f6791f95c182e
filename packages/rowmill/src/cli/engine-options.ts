import { resolve } from 'node:path';
import type { CloudEngine, CloudEngineOptions, DeploymentChoice } from '../engines/cloud.ts';
import type { RunEngine } from '../engines/engine.ts';
import { loadAws } from '../engines/load-engine.ts';
import { UsageError } from '../usage-error.ts';
import type { Session } from './session.ts';

/** Who carries a run out: this machine, or a deployment on AWS. */
export type EngineName = 'embedded' | 'aws';

/** Options that choose an engine, and that engines have. */
export interface EngineOptions {
  readonly engine?: EngineName;
  readonly deployment?: string;
  readonly region?: string;
  /** Folder that keeps datasets and runs of this machine. */
  readonly store?: string;
  readonly workers?: number;
  /** US dollars. */
  readonly budget?: number;
}

const DEFAULT_STORE = '.rowmill';

const ONLY_AWS = ['deployment', 'region', 'budget'] as const;
const ONLY_EMBEDDED = ['store', 'workers'] as const;

/**
 * The engine that the options choose. Nothing of AWS is loaded unless it is asked for.
 *
 * @throws UsageError for options of the other engine.
 */
export async function openEngine(options: EngineOptions, session: Session): Promise<RunEngine> {
  if (options.engine === 'aws') return openCloudEngine(options, session);
  checkOptions(options);
  const { createEmbeddedEngine } = await import('../engines/embedded/embedded-engine.ts');
  const { store = DEFAULT_STORE, workers } = options;
  return createEmbeddedEngine({
    folder: resolve(store),
    environment: session.variables,
    ...(workers === undefined ? {} : { workers }),
  });
}

/**
 * The engine whose runs go on without the command that has started them.
 *
 * @throws UsageError unless it is asked for.
 */
export async function openCloudEngine(
  options: EngineOptions,
  session: Session,
): Promise<CloudEngine> {
  if (options.engine !== 'aws')
    throw new UsageError(
      '--detach: a run on this machine ends with its command - add --engine aws',
    );
  const { openAwsEngine } = await loadAws();
  return openAwsEngine(cloudOptions(options, session));
}

/** How the same engine is chosen again, behind a command. */
export function engineOption({ engine, deployment, region }: EngineOptions): string {
  const options = Object.entries({ engine, deployment, region });
  return options
    .map(([name, value]) => (value === undefined ? '' : ` --${name} ${value}`))
    .join('');
}

/** @throws UsageError for options that the chosen engine does not have. */
export function checkOptions(options: EngineOptions): void {
  const { engine = 'embedded' } = options;
  const foreign = (engine === 'aws' ? ONLY_EMBEDDED : ONLY_AWS).filter(
    (name) => options[name] !== undefined,
  );
  if (foreign.length === 0) return;
  const given = foreign.map((name) => `--${name}`).join(', ');
  throw new UsageError(
    engine === 'aws'
      ? `${given}: belongs to runs on this machine - leave it out, or leave --engine aws out`
      : `${given}: belongs to runs on AWS - add --engine aws, or leave it out`,
  );
}

/** @throws UsageError for options of runs on this machine. */
export function cloudOptions(
  options: EngineOptions,
  { variables }: Pick<Session, 'variables'>,
): CloudEngineOptions {
  checkOptions({ ...options, engine: 'aws' });
  const { budget } = options;
  return {
    ...deploymentChoice(options, variables),
    environment: variables,
    ...(budget === undefined ? {} : { budgetUsd: budget }),
  };
}

/** Names of functions and roles begin with it, and have 64 characters at most. */
const NAME = /^[a-z][a-z0-9-]{0,22}[a-z0-9]$|^[a-z]$/;

/** @throws UsageError for a name that no deployment has. */
export function deploymentChoice(
  { deployment: given, region }: Pick<EngineOptions, 'deployment' | 'region'>,
  variables: Session['variables'],
): DeploymentChoice {
  const deployment = given ?? (variables.ROWMILL_DEPLOYMENT || 'default');
  if (!NAME.test(deployment)) {
    throw new UsageError(
      `--deployment "${deployment}": a name has lower case letters, digits and "-", a letter first, 24 at most - such as qa`,
    );
  }
  return { deployment, ...(region === undefined ? {} : { region }) };
}
