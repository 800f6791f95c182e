import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CostItem,
  createFileLedgers,
  createS3Store,
  type LedgerStore,
  type ObjectStore,
  openInlinePool,
  type RunMemory,
  readRunRequest,
  type StageReport,
  type TaskWorld,
} from 'rowmill/engine';
import type { LambdaFunction } from '../deployment.ts';
import { secretNames } from '../request/request-secrets.ts';
import type { CountedRun } from './count-costs.ts';
import { createFunctionMemory } from './function-memory.ts';
import { placeOfFunction } from './lambda-context.ts';
import { type FunctionVariables, readVariables } from './read-variables.ts';
import { copyRunFiles } from './run-folder.ts';
import { openRunSessions, type RunSession, type RunSessions } from './run-sessions.ts';
import type { ReadSecretsOf, WantedSecret } from './secrets.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a function keeps of the run that it works for. */
export interface FunctionSession extends RunSession {
  readonly store: ObjectStore;
  readonly ledgers: LedgerStore;
  /** What the request brings along. */
  readonly directory: string;
  readonly memory: RunMemory;
  /** Secrets that the request names, of the classes that the function may read. */
  readonly secrets: readonly WantedSecret[];
  /** Reference of the key that signs the trail, where the request names one and the function may read it. */
  readonly signingKey: string | undefined;
}

/** What one process of a function offers to all of its calls. */
export interface FunctionRuntime {
  readonly variables: FunctionVariables;
  readonly pool: TaskWorld['pool'];
  readonly sessions: RunSessions<FunctionSession>;
  readonly readSecrets: ReadSecretsOf;
  /** @param functionArn of this function, as it was called */
  stagesOf(run: string, store: ObjectStore, functionArn: string): Promise<readonly StageReport[]>;
  /** What a run has used that is paid for. @param functionArn as above */
  countCosts(run: Omit<CountedRun, 'region'>, functionArn: string): Promise<readonly CostItem[]>;
}

/**
 * Opens what a function needs, once for each of its processes. Clients of AWS that few functions need are loaded by those
 * alone: a cold start reads what it imports.
 *
 * @throws FunctionVariablesError where the function was not deployed by the stack.
 */
export async function openRuntime(
  lambda: LambdaFunction,
  environment: Environment,
): Promise<FunctionRuntime> {
  const variables = readVariables(environment);
  // What processes of several functions write on one machine lies apart.
  const scratch = join(tmpdir(), 'rowmill', lambda.entry);
  // Of a process that Lambda has replaced after a crash: the disk stays.
  await rm(scratch, { recursive: true, force: true });
  const ledgersOf = await ledgersFor(lambda, variables, scratch);
  return {
    variables,
    pool: openInlinePool(),
    sessions: openRunSessions((run) =>
      openSession(run, { lambda, variables, ledgersOf, folder: join(scratch, run) }),
    ),
    readSecrets: await secretsFor(lambda, variables),
    async countCosts(run, functionArn) {
      const { countCosts } = await import('./count-costs.ts');
      return countCosts({ ...run, region: placeOfFunction(functionArn).region });
    },
    async stagesOf(run, store, functionArn) {
      const { executionStages } = await import('./execution-stages.ts');
      const { stateMachine } = variables;
      return executionStages({ run, store, stateMachine, functionArn });
    },
  };
}

interface SessionOptions {
  readonly lambda: LambdaFunction;
  readonly variables: FunctionVariables;
  readonly ledgersOf: (run: string) => LedgerStore;
  /** Of this machine, for this run. */
  readonly folder: string;
}

async function openSession(
  run: string,
  { lambda, variables, ledgersOf, folder }: SessionOptions,
): Promise<FunctionSession> {
  const scratch = join(folder, 'store');
  const store = await createS3Store({ bucket: variables.bucket, scratch });
  const directory = join(folder, 'files');
  await copyRunFiles(store, run, directory);
  const { resolved } = await readRunRequest(store, run, {});
  const { signingKey } = resolved.request.masking.audit ?? {};
  return {
    store,
    ledgers: ledgersOf(run),
    directory,
    memory: createFunctionMemory(),
    secrets: lambda.secrets.flatMap((secretClass) =>
      secretNames(resolved.request, secretClass).map((name) => ({ name, class: secretClass })),
    ),
    signingKey: lambda.secrets.includes('audit') ? signingKey : undefined,
    // Files of many shards are more than the disk holds.
    rest: () => rm(join(scratch, 'fetched'), { recursive: true, force: true }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function ledgersFor(
  { leases }: LambdaFunction,
  variables: FunctionVariables,
  scratch: string,
): Promise<(run: string) => LedgerStore> {
  if (!leases) {
    // A function that takes no leases finds none.
    const none = createFileLedgers(join(scratch, 'ledgers'));
    return () => none;
  }
  const { openLeases } = await import('./open-leases.ts');
  return (run) => openLeases(variables.leases, { run });
}

async function secretsFor(
  { secrets }: LambdaFunction,
  variables: FunctionVariables,
): Promise<ReadSecretsOf> {
  if (secrets.length === 0) return async () => ({ environment: {}, explain: (error) => error });
  const { openSecrets } = await import('./secrets.ts');
  return openSecrets({ prefix: variables.secrets });
}
