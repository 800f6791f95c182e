import { readFile } from 'node:fs/promises';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { substitute, TaskFailure, type TaskHandlers } from '@rowmill/asl';
import { parseRequest, REQUEST_DEFINITIONS, type ResolvedRequest } from '@rowmill/core/engine';
import {
  createRunId,
  createS3Store,
  executionInput,
  type ObjectStore,
  PIPELINE_FILE,
  RUN_VERSION,
  runFiles,
  runReference,
  type Sizing,
  writeRunRecord,
  writeRunRequest,
} from 'rowmill/engine';
import { workflowObjects } from '../../../../rowmill/src/runner/workflow-objects.ts';
import { createBucket } from '../../../../rowmill/src/testing/s3.ts';
import type { Moto } from '../../../../rowmill/src/testing/start-moto.ts';
import { loadWorkflow } from '../../../../rowmill/src/workflow/load-workflow.ts';
import {
  OUTPUTS,
  runFilesFolder,
  type SecretClass,
  stackName,
  VARIABLES,
  WORKFLOW_LAMBDAS,
} from '../../deployment.ts';
import type { LambdaEntryPoint } from '../../lambda/lambda-handler.ts';
import { createLeaseTable } from '../../leases/testing/lease-table.ts';
import { functionArn, machineArn } from '../../testing/step-functions-actions.ts';
import {
  type StepFunctionsServer,
  startStepFunctions,
} from '../../testing/step-functions-server.ts';
import { callFunction, type TestFunction } from './call-function.ts';

type Placeholder = keyof typeof WORKFLOW_LAMBDAS;

/** How a run on emulators ended. */
export interface EndedTestRun {
  readonly id: string;
  readonly status: string;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

export interface TestRunOptions {
  readonly sizing?: Sizing;
  /** Files that the request brings along, by their paths. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A deployment on emulators: S3, DynamoDB, Secrets Manager, and the interpreter as Step Functions. */
export interface FunctionWorld {
  readonly store: ObjectStore;
  readonly bucket: string;
  readonly states: StepFunctionsServer;
  /** Environment variables of functions, and what makes clients of AWS speak to the emulators. */
  readonly environment: Readonly<Record<string, string>>;
  functionOf(placeholder: Placeholder): Promise<TestFunction>;
  /** Calls of a function fail from now on before it is begun: `Lambda.TooManyRequestsException`. */
  refuse(placeholder: Placeholder, error: string): void;
  putSecret(secretClass: SecretClass, name: string, value: string): Promise<void>;
  /** Writes the files of a run; nothing is started. */
  prepare(
    request: object,
    options?: TestRunOptions,
  ): Promise<{ readonly id: string; readonly resolved: ResolvedRequest }>;
  run(request: object, options?: TestRunOptions): Promise<EndedTestRun>;
  close(): Promise<void>;
}

/** Name of the deployment. */
export const DEPLOYMENT = 'proof';
/** Another deployment, whose bucket somebody has deleted. */
export const BUCKETLESS = 'bucketless';

const PLACEHOLDERS = Object.keys(WORKFLOW_LAMBDAS) as readonly Placeholder[];

/** @param scratch folder for what is on its way to the bucket */
export async function openFunctionWorld(moto: Moto, scratch: string): Promise<FunctionWorld> {
  const bucket = await createBucket(moto);
  const leases = await createLeaseTable(moto);
  const store = await createS3Store({ bucket, scratch, clientConfig: moto.client });
  const refusals = new Map<Placeholder, string>();
  const states = await startMachine({ store, bucket, leases: leases.table, refusals });
  const environment = {
    ...moto.environment,
    ...states.environment,
    [VARIABLES.bucket]: bucket,
    [VARIABLES.leases]: leases.table,
    [VARIABLES.secrets]: `rowmill/${DEPLOYMENT}`,
    [VARIABLES.deployment]: DEPLOYMENT,
    [VARIABLES.stateMachine]: stackName(DEPLOYMENT),
  };
  const client = new SFNClient({ ...moto.client, endpoint: states.endpoint });
  return {
    store,
    bucket,
    states,
    environment,
    functionOf,
    refuse: (placeholder, error) => void refusals.set(placeholder, error),
    prepare: (input, options) => prepareRun(store, input, options),
    putSecret: (secretClass, name, value) =>
      putSecret(moto, `rowmill/${DEPLOYMENT}/${secretClass}/${name}`, value),
    async run(input, options) {
      const { id, resolved } = await prepareRun(store, input, options);
      const run = { ...runReference(id), bucket };
      const { executionArn } = await client.send(
        new StartExecutionCommand({
          stateMachineArn: states.stateMachineArn,
          name: id,
          input: JSON.stringify(executionInput(run, resolved)),
        }),
      );
      return { id, ...(await endOf(client, String(executionArn))) };
    },
    async close() {
      await states.close();
      await leases.remove();
    },
  };
}

async function startMachine({
  store,
  bucket,
  leases,
  refusals,
}: {
  readonly store: ObjectStore;
  readonly bucket: string;
  readonly leases: string;
  readonly refusals: ReadonlyMap<Placeholder, string>;
}): Promise<StepFunctionsServer> {
  const tasks: TaskHandlers = Object.fromEntries(
    PLACEHOLDERS.map((placeholder) => [
      nameOf(placeholder),
      async (payload) => {
        const refused = refusals.get(placeholder);
        if (refused !== undefined) throw new TaskFailure(refused, 'Rate Exceeded.');
        return callFunction(await functionOf(placeholder), payload);
      },
    ]),
  );
  const arns = Object.fromEntries(
    PLACEHOLDERS.map((placeholder) => [placeholder, functionArn(nameOf(placeholder))]),
  );
  const name = stackName(DEPLOYMENT);
  const outputs = {
    [OUTPUTS.bucket]: bucket,
    [OUTPUTS.stateMachine]: machineArn({ name }),
    [OUTPUTS.leases]: leases,
    [OUTPUTS.secrets]: `rowmill/${DEPLOYMENT}`,
  };
  return startStepFunctions({
    name,
    stacks: [
      { name, status: 'CREATE_COMPLETE', outputs },
      {
        name: stackName(BUCKETLESS),
        status: 'CREATE_COMPLETE',
        outputs: { ...outputs, [OUTPUTS.bucket]: 'rowmill-of-yesterday' },
      },
    ],
    definition: substitute(await readFile(PIPELINE_FILE, 'utf8'), arns),
    tasks,
    objects: workflowObjects(store, bucket),
  });
}

async function putSecret(moto: Moto, id: string, value: string): Promise<void> {
  const client = new SecretsManagerClient(moto.client);
  await client
    .send(new CreateSecretCommand({ Name: id, SecretString: value }))
    .catch(() => client.send(new PutSecretValueCommand({ SecretId: id, SecretString: value })));
}

const nameOf = (placeholder: Placeholder): string =>
  `${stackName(DEPLOYMENT)}-${WORKFLOW_LAMBDAS[placeholder].entry}`;

/** Handlers are loaded late: they read the environment of their process. */
async function functionOf(placeholder: Placeholder): Promise<TestFunction> {
  const { entry } = WORKFLOW_LAMBDAS[placeholder];
  const module = (await import(`../../handlers/${entry}.ts`)) as { handler: LambdaEntryPoint };
  return { arn: functionArn(nameOf(placeholder)), handler: module.handler };
}

async function prepareRun(
  store: ObjectStore,
  input: object,
  { sizing, files = {} }: TestRunOptions = {},
): Promise<{ readonly id: string; readonly resolved: ResolvedRequest }> {
  const id = createRunId(new Date());
  const request = parseRequest(input, { definitions: REQUEST_DEFINITIONS });
  const resolved = { request, imports: {} };
  for (const [path, text] of Object.entries(files))
    await store.put(`${runFilesFolder(id)}/${path}`, text);
  await writeRunRequest(store, id, {
    file: '/srv/shop/rowmill.yaml',
    directory: '/srv/shop',
    resolved,
  });
  await store.put(runFiles(id).workflow, (await loadWorkflow()).text);
  await writeRunRecord(store, {
    version: RUN_VERSION,
    id,
    name: request.name,
    rowmillVersion: '0.1.0',
    command: 'rowmill run --engine aws',
    created: new Date().toISOString(),
    seed: id,
    workers: 1,
    ...(sizing === undefined ? {} : { sizing }),
  });
  return { id, resolved };
}

async function endOf(client: SFNClient, executionArn: string): Promise<Omit<EndedTestRun, 'id'>> {
  for (;;) {
    const {
      status = '',
      error,
      cause,
    } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return { status, error, cause };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
