import type { LambdaFunction } from '../../deployment.ts';
import type { BucketPlace, StackOptions } from '../stack-options.ts';
import { bucketUse, keyUse, objectUse } from './bucket-statements.ts';
import { FUNCTION_ACCESS, type FunctionAccess, type LambdaEntry } from './function-access.ts';
import { objectsOf, type Places } from './places.ts';
import type { Statement } from './statement.ts';

export interface FunctionPolicyOptions {
  readonly places: Places;
  readonly options: Pick<StackOptions, 'network' | 'sources' | 'targets'>;
  /** ARN of the function's own log group, and of all streams in it. */
  readonly logStreams: string;
  /** Events start it, and those that it cannot take are kept. */
  readonly isAsynchronous: boolean;
}

/** Everything that a function may do, and nothing else. */
export function functionStatements(
  lambda: LambdaFunction & { readonly entry: LambdaEntry },
  { places, options, logStreams, isAsynchronous }: FunctionPolicyOptions,
): Statement[] {
  const access = FUNCTION_ACCESS[lambda.entry];
  return [
    ...observation(logStreams),
    ...bucketUse(access, places),
    ...keyUse(
      [
        ...(access.objects.length > 0 ? (['s3'] as const) : []),
        ...(lambda.leases ? (['dynamodb'] as const) : []),
        ...(isAsynchronous ? (['sqs'] as const) : []),
      ],
      places,
    ),
    ...secretUse(lambda, places),
    ...leaseUse(lambda, access, places),
    ...outsideUse(access, { places, options }),
    ...workflowUse(access, places),
    ...(isAsynchronous ? [deadLetterUse(places)] : []),
    ...(lambda.databases && options.network !== undefined
      ? networkUse(places.functionOf(lambda.entry))
      : []),
  ];
}

function observation(logStreams: string): Statement[] {
  return [
    {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logStreams],
      why: 'writes its own logs',
    },
    {
      actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
      resources: ['*'],
      why: 'X-Ray knows no resources for the actions that send traces',
    },
  ];
}

function secretUse({ secrets }: LambdaFunction, places: Places): Statement[] {
  return secrets.map((name) => ({
    actions: ['secretsmanager:GetSecretValue'],
    resources: [`${places.secrets}/${name}/*`],
    why: `requests name secrets of the class "${name}" when they are run, not when the stack is deployed; Secrets Manager adds six characters to each name`,
  }));
}

function leaseUse(
  { leases }: LambdaFunction,
  { listsLeases }: FunctionAccess,
  places: Places,
): Statement[] {
  if (!leases) return [];
  return [
    {
      actions: [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:DeleteItem',
        ...(listsLeases ? ['dynamodb:Scan'] : []),
      ],
      resources: [places.leases],
      why: 'takes, keeps and ends leases of environments',
    },
  ];
}

function outsideUse(
  { outside }: FunctionAccess,
  { places, options }: Pick<FunctionPolicyOptions, 'places' | 'options'>,
): Statement[] {
  if (outside === 'none') return [];
  if (outside === 'read sources')
    return (options.sources ?? []).flatMap((place) => [
      ...listing(place, places),
      objectUse([objectsOf(places, place)], ['read'], 'reads S3 sources of requests'),
      ...foreignKey(place, ['kms:Decrypt'], places),
    ]);
  return (options.targets ?? []).flatMap((place) => [
    ...listing(place, places),
    objectUse(
      [objectsOf(places, place)],
      ['read', 'write', 'delete'],
      'fills, checks and empties S3 targets; what lies there has names of the request',
    ),
    ...foreignKey(place, ['kms:Decrypt', 'kms:GenerateDataKey'], places),
  ]);
}

const listing = ({ bucket }: BucketPlace, places: Places): Statement[] => [
  {
    actions: ['s3:ListBucket', 's3:ListBucketMultipartUploads'],
    resources: [places.bucketOf(bucket)],
    why: 'tells an object that is not there from one that it may not read',
  },
];

function foreignKey(
  { keyArn }: BucketPlace,
  actions: readonly string[],
  places: Places,
): Statement[] {
  if (keyArn === undefined) return [];
  return [
    {
      actions,
      resources: [keyArn],
      conditions: { StringEquals: { 'kms:ViaService': places.service('s3') } },
      why: 'the bucket encrypts its objects with a key of its own',
    },
  ];
}

function workflowUse(
  { readsHistory, startsTests, stopsTests, answersTokens }: FunctionAccess,
  places: Places,
): Statement[] {
  const statements: (Statement | false)[] = [
    readsHistory && {
      actions: ['states:GetExecutionHistory'],
      resources: [`${places.executions}:*`],
      why: 'the stages of a report are those of its execution; executions are named when runs start',
    },
    startsTests && {
      actions: ['codebuild:StartBuild'],
      resources: [places.testProject],
      why: 'starts the test command of a run',
    },
    stopsTests && {
      actions: ['codebuild:StopBuild'],
      resources: [places.testProject],
      why: 'stops tests of a run that ends without them',
    },
    answersTokens && {
      actions: ['states:SendTaskSuccess', 'states:SendTaskFailure'],
      resources: [places.stateMachine],
      why: 'tells the waiting run how its tests ended',
    },
  ];
  return statements.filter((statement) => statement !== false);
}

const deadLetterUse = (places: Places): Statement => ({
  actions: ['sqs:SendMessage'],
  resources: [places.deadLetters],
  why: 'Lambda keeps events there that the function failed to take',
});

/** Lambda makes the network interfaces with the role of the function, whose own code has no use for them. */
function networkUse(functionArn: string): Statement[] {
  const changes = [
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ];
  return [
    {
      actions: changes,
      resources: ['*'],
      why: 'Lambda connects the function to the VPC: interfaces get their ids when they are made, and describing them knows no resources',
    },
    {
      actions: changes,
      resources: ['*'],
      conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
      denies: true,
      why: 'the code of the function changes no interfaces: Lambda alone does',
    },
  ];
}
