/** What the deployed stack and the code that runs in it agree on. Nothing here needs AWS. */

/** Environment variables of every Lambda function. */
export const VARIABLES = {
  /** Name of the bucket; the whole bucket is the store, with the keys of `.rowmill`. */
  bucket: 'ROWMILL_BUCKET',
  /** Name of the DynamoDB table of leases. */
  leases: 'ROWMILL_LEASES',
  /** Prefix of the names of secrets in Secrets Manager, without a slash at its end: `rowmill/qa`. */
  secrets: 'ROWMILL_SECRETS',
  /** Name of the deployment: `qa`. The bounded dimension of all metrics. */
  deployment: 'ROWMILL_DEPLOYMENT',
  /** Name of the state machine; the name of an execution is the id of its run. */
  stateMachine: 'ROWMILL_STATE_MACHINE',
  /** Name of the CodeBuild project that runs tests; only set for `rowmill-run-tests`. */
  testProject: 'ROWMILL_TEST_PROJECT',
} as const;

/** Which secrets a function may read: `<prefix>/<class>/<NAME>` is what `env:NAME` means on AWS. */
export type SecretClass = 'sources' | 'keys' | 'targets' | 'audit';

/** A Lambda function of the deployment. */
export interface LambdaFunction {
  /** Of the handler; functions of the workflow have the name that their task has. */
  readonly name: string;
  /** Folder of its bundle below `dist/lambda`, and name of its file in `handlers`. */
  readonly entry: string;
  readonly secrets: readonly SecretClass[];
  /** Takes, changes or ends leases of environments. */
  readonly leases: boolean;
  /** Reaches databases: it belongs into the VPC of the targets or sources, where there is one. */
  readonly databases: boolean;
  /** Needs the DuckDB layer. */
  readonly duckdb: boolean;
}

const NOTHING = { secrets: [], leases: false, databases: false, duckdb: false } as const;
const TARGETS = { secrets: ['targets'], leases: true, databases: true, duckdb: false } as const;

/** Functions that the workflow calls, by their placeholders in the document. */
export const WORKFLOW_LAMBDAS = {
  PlanFunctionArn: { name: 'rowmill-plan', entry: 'plan', ...NOTHING },
  /** The only one that reads sources and knows masking keys. */
  MaskTableFunctionArn: {
    name: 'rowmill-mask-table',
    entry: 'mask-table',
    secrets: ['sources', 'keys'],
    leases: false,
    databases: true,
    duckdb: false,
  },
  BuildShardFunctionArn: { name: 'rowmill-build-shard', entry: 'build-shard', ...NOTHING },
  StoreDatasetFunctionArn: { name: 'rowmill-store-dataset', entry: 'store-dataset', ...NOTHING },
  ValidateDatasetFunctionArn: {
    name: 'rowmill-validate-dataset',
    entry: 'validate-dataset',
    ...NOTHING,
    duckdb: true,
  },
  ProvisionFunctionArn: { name: 'rowmill-provision', entry: 'provision', ...TARGETS },
  DeliverShardFunctionArn: { name: 'rowmill-deliver-shard', entry: 'deliver-shard', ...TARGETS },
  SetUpFunctionArn: { name: 'rowmill-set-up', entry: 'set-up', ...TARGETS },
  /** Starts the tests; it does not wait for them. */
  RunTestsFunctionArn: { name: 'rowmill-run-tests', entry: 'run-tests', ...TARGETS },
  CleanUpFunctionArn: { name: 'rowmill-clean-up', entry: 'clean-up', ...TARGETS },
  /** The only one that signs: it ends the trail of a run. */
  ReportFunctionArn: { name: 'rowmill-report', entry: 'report', ...NOTHING, secrets: ['audit'] },
} as const satisfies Readonly<Record<string, LambdaFunction>>;

/** Functions that events start. */
export const EVENT_LAMBDAS = {
  /** A build of the test project is over: answers the task token of its run. */
  testEnded: { name: 'rowmill-test-ended', entry: 'test-ended', ...NOTHING },
  /** On a schedule: removes what leases that are over left behind. */
  sweep: { name: 'rowmill-sweep', entry: 'sweep', ...TARGETS },
} as const satisfies Readonly<Record<string, LambdaFunction>>;

/** The table of leases: what the stack declares of it. */
export const LEASE_TABLE = {
  /** Partition key, a text: the environment. There is no sort key. */
  key: 'environment',
  /** Attribute of the time to live, a number: seconds since 1970. */
  timeToLive: 'forgetAfter',
} as const;

/** Names of the outputs of the stack: how a client finds what is deployed. */
export const OUTPUTS = {
  bucket: 'Bucket',
  stateMachine: 'StateMachineArn',
  leases: 'LeaseTable',
  secrets: 'SecretPrefix',
  dashboard: 'DashboardUrl',
  alarms: 'AlarmTopicArn',
} as const;

/** Name of the stack of a deployment. */
export const stackName = (deployment: string): string => `rowmill-${deployment}`;

/** Tag of everything that a stack creates, with the name of its deployment: budgets and bills are told apart by it. */
export const DEPLOYMENT_TAG = 'rowmill:deployment';

/** Key of the folder of what a request brings along, by paths relative to it. Whoever starts a run uploads it before. */
export const runFilesFolder = (run: string): string => `runs/${run}/files`;

/** Name of an execution of a run: its id, and from the second one on a number behind it. @param execution from 1 */
export const executionName = (run: string, execution: number): string =>
  execution === 1 ? run : `${run}-${execution}`;

/** Key of the folder with a file for each execution of a run, `1.json` …, which is there before the execution begins. */
export const executionsFolder = (run: string): string => `runs/${run}/executions`;
