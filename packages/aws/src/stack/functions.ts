import { Duration, type RemovalPolicy, Size } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture,
  Code,
  Function as LambdaResource,
  LayerVersion,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { EVENT_LAMBDAS, type LambdaFunction, VARIABLES, WORKFLOW_LAMBDAS } from '../deployment.ts';
import type { LambdaEntry } from './access/function-access.ts';
import { functionStatements } from './access/function-statements.ts';
import type { Places } from './access/places.ts';
import { acknowledge } from './acknowledge.ts';
import { addRole } from './add-role.ts';
import type { Bundles } from './bundles.ts';
import { FUNCTION_SIZES } from './function-sizes.ts';
import { addLogGroup } from './log-group.ts';
import type { namesOf } from './names.ts';
import type { OpenNetwork } from './open-network.ts';
import type { CheckedOptions } from './options.ts';

export interface FunctionsOptions {
  readonly options: CheckedOptions;
  readonly names: ReturnType<typeof namesOf>;
  readonly places: Places;
  readonly bundles: Bundles;
  readonly key: IKey;
  readonly deadLetters: IQueue;
  /** Of the databases; the functions that reach them are connected to it. */
  readonly network: OpenNetwork | undefined;
  readonly bucket: Bucket;
  readonly leases: Table;
  readonly removalPolicy: RemovalPolicy;
}

type Lambda = LambdaFunction & { readonly entry: LambdaEntry };
const LAMBDAS: readonly Lambda[] = [
  ...Object.values(WORKFLOW_LAMBDAS),
  ...Object.values(EVENT_LAMBDAS),
];
const ASYNCHRONOUS: readonly LambdaFunction[] = Object.values(EVENT_LAMBDAS);

/** All functions of a deployment, by their entries. */
export type Functions = Readonly<Record<LambdaEntry, LambdaResource>>;

/** A function for each of the deployment, with a role and a log group of its own. */
export function addFunctions(scope: Construct, shared: FunctionsOptions): Functions {
  const { bundles, names } = shared;
  const layer = new LayerVersion(scope, 'DuckDB', {
    code: Code.fromAsset(bundles.duckdb),
    compatibleArchitectures: [Architecture.ARM_64],
    compatibleRuntimes: [Runtime.NODEJS_24_X],
    description: 'DuckDB for the checks of whole datasets',
    layerVersionName: `${names.stack}-duckdb`,
  });
  const functions = LAMBDAS.map(
    (lambda) => [lambda.entry, addFunction(scope, lambda, { ...shared, layer })] as const,
  );
  return Object.fromEntries(functions) as Functions;
}

/** The same functions by the names of their handlers: `rowmill-build-shard`. */
export function byHandler(functions: Functions): Readonly<Record<string, LambdaResource>> {
  return Object.fromEntries(LAMBDAS.map(({ name, entry }) => [name, functions[entry]]));
}

interface OneFunction extends FunctionsOptions {
  readonly layer: LayerVersion;
}

function addFunction(scope: Construct, lambda: Lambda, shared: OneFunction): LambdaResource {
  const { options, names, places, bundles, key, layer, network, removalPolicy } = shared;
  const { entry } = lambda;
  const id = pascalCase(entry);
  const { memoryMegabytes, diskMegabytes, timeoutSeconds } = FUNCTION_SIZES[entry];
  const isAsynchronous = ASYNCHRONOUS.includes(lambda);
  const logGroup = addLogGroup(scope, `${id}Logs`, {
    prefix: `${names.logs.own}/${entry}`,
    key,
    days: options.logDays,
    removalPolicy,
  });
  const role = addRole(scope, `${id}Role`, {
    principal: new ServicePrincipal('lambda.amazonaws.com'),
    description: `${names.stack}: the function ${entry}`,
    statements: functionStatements(lambda, {
      places,
      options,
      logStreams: logGroup.logGroupArn,
      isAsynchronous,
    }),
  });
  const made = new LambdaResource(scope, id, {
    functionName: names.function(entry),
    description: `rowmill: ${lambda.name}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: Code.fromAsset(bundles.functionOf(entry)),
    memorySize: memoryMegabytes,
    ephemeralStorageSize: Size.mebibytes(diskMegabytes),
    timeout: Duration.seconds(timeoutSeconds),
    environment: environmentOf(lambda, shared),
    role,
    logGroup,
    // What Lambda itself says about calls is structured too; the lines of the functions go through as they are.
    loggingFormat: LoggingFormat.JSON,
    systemLogLevelV2: SystemLogLevel.INFO,
    tracing: Tracing.ACTIVE,
    ...(lambda.duckdb ? { layers: [layer] } : {}),
    ...(lambda.databases && network !== undefined ? network : {}),
    ...(isAsynchronous ? { deadLetterQueue: shared.deadLetters, retryAttempts: 2 } : {}),
  });
  acknowledgeFunction(made, {
    isAsynchronous,
    isConnected: lambda.databases && network !== undefined,
  });
  return made;
}

function environmentOf(
  lambda: Lambda,
  { options, names, bucket, leases }: FunctionsOptions,
): Record<string, string> {
  return {
    [VARIABLES.bucket]: bucket.bucketName,
    [VARIABLES.leases]: leases.tableName,
    [VARIABLES.secrets]: names.secrets,
    [VARIABLES.deployment]: options.deployment,
    [VARIABLES.stateMachine]: names.stateMachine,
    ...(lambda.entry === 'run-tests' ? { [VARIABLES.testProject]: names.testProject } : {}),
  };
}

function acknowledgeFunction(
  made: LambdaResource,
  {
    isAsynchronous,
    isConnected,
  }: { readonly isAsynchronous: boolean; readonly isConnected: boolean },
): void {
  acknowledge(
    made,
    'HIPAA.Security-LambdaConcurrency',
    'Maps of the state machine say how many functions run at once. Reserved concurrency would take its share of the account from everybody else, all day long, for runs that last minutes.',
  );
  if (!isAsynchronous) {
    acknowledge(
      made,
      'HIPAA.Security-LambdaDLQ',
      'Step Functions calls this function and waits for its answer, retries it and catches its errors. Dead letters are of asynchronous calls alone.',
    );
  }
  if (!isConnected) {
    acknowledge(
      made,
      'HIPAA.Security-LambdaInsideVPC',
      'The function reaches no database: it speaks to services of AWS, by TLS and with its role. Functions that reach databases are connected to the VPC that the deployment names.',
    );
  }
}

/** `build-shard` as CloudFormation names resources: `BuildShard`. */
function pascalCase(entry: string): string {
  return entry.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}
