import { keyUse, objectUse } from './bucket-statements.ts';
import type { Places } from './places.ts';
import type { Statement } from './statement.ts';

/** Who works with a deployment. Each has a policy that a team attaches to its own roles or groups. */
export const PEOPLE = {
  requester: 'starts runs, follows them, asks them to stop, and reads their reports',
  operator: 'does what a requester does, and stops, redrives, answers and removes runs of others',
  auditor: 'reads reports, histories, logs, metrics and leases, but no rows of a dataset',
  administrator: 'deploys, and sets secrets without reading them',
} as const;
export type Person = keyof typeof PEOPLE;

/** Everything that a person may do. */
export function personStatements(person: Person, places: Places): Statement[] {
  return [...STATEMENTS[person](places), ...denials(person, places)];
}

const STATEMENTS: Readonly<Record<Person, (places: Places) => Statement[]>> = {
  requester: (places) => [...starting(places), ...following(places)],
  operator: (places) => [
    ...starting(places),
    ...following(places),
    ...operating(places),
    ...watching(places),
    ...leases(places),
  ],
  auditor: (places) => [...auditing(places), ...watching(places), ...leases(places)],
  administrator: (places) => [...deploying(places), ...secrets(places), ...removing(places)],
};

/** What a person may not do, whatever another policy of theirs allows. */
function denials(person: Person, places: Places): Statement[] {
  const why =
    'values of secrets, and addresses with their passwords, are for functions and tests alone';
  const data = {
    actions: ['s3:GetObject', 's3:GetObjectVersion'],
    resources: [`${places.bucket}/datasets/*.parquet`],
    denies: true,
    why: 'whoever audits or administrates needs no rows',
  };
  return [
    {
      actions: ['secretsmanager:GetSecretValue'],
      resources: [`${places.secrets}/*`],
      denies: true,
      why,
    },
    {
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [`${places.bucket}/runs/*/private/*`],
      denies: true,
      why,
    },
    ...(person === 'auditor' || person === 'administrator' ? [data] : []),
  ];
}

const NAMED_LATER = 'runs and their executions get their names when they start';

function starting(places: Places): Statement[] {
  const runs = `${places.bucket}/runs/*`;
  return [
    {
      actions: ['states:StartExecution'],
      resources: [places.stateMachine],
      why: 'starts runs',
    },
    objectUse(
      [
        `${runs}/run.json`,
        `${runs}/request.json`,
        `${runs}/workflow.asl.json`,
        `${runs}/estimate.json`,
        `${runs}/files/*`,
        `${runs}/inbox/*`,
      ],
      ['write'],
      `writes what a run starts from, and the wish that it be stopped; ${NAMED_LATER}`,
    ),
    ...keyUse(['s3'], places),
  ];
}

function following(places: Places): Statement[] {
  return [
    ...histories(places),
    objectUse([`${places.bucket}/runs/*`], ['read'], `reads reports and progress; ${NAMED_LATER}`),
    objectUse(
      [`${places.bucket}/datasets/*/manifest.json`],
      ['read'],
      'reads how much was stored; ids of datasets follow from requests',
    ),
    listing(places),
    findingStack(places),
  ];
}

const histories = (places: Places): Statement[] => [
  {
    actions: ['states:ListExecutions', 'states:DescribeStateMachine'],
    resources: [places.stateMachine],
    why: 'lists runs',
  },
  {
    actions: ['states:DescribeExecution', 'states:GetExecutionHistory', 'states:ListMapRuns'],
    resources: [`${places.executions}:*`, `${places.executions}/*`],
    why: `follows runs and the shards of their maps; ${NAMED_LATER}`,
  },
  {
    actions: ['states:DescribeMapRun', 'states:ListExecutions'],
    resources: [`${places.mapRuns}/*`],
    why: `follows the shards of maps; ${NAMED_LATER}`,
  },
];

const listing = (places: Places): Statement => ({
  actions: ['s3:ListBucket'],
  resources: [places.bucket],
  why: 'finds runs',
});

const findingStack = (places: Places): Statement => ({
  actions: ['cloudformation:DescribeStacks'],
  resources: [places.stack],
  why: 'finds the deployment by its outputs; CloudFormation adds an id to the name of the stack',
});

const operating = (places: Places): Statement[] => [
  {
    actions: ['states:StopExecution', 'states:RedriveExecution'],
    resources: [`${places.executions}:*`],
    why: `stops and redrives runs; ${NAMED_LATER}`,
  },
  {
    actions: ['states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat'],
    resources: [places.stateMachine],
    why: 'answers runs that wait',
  },
  {
    actions: ['lambda:InvokeFunction'],
    resources: [places.functionOf('sweep')],
    why: 'sweeps before the schedule does',
  },
  objectUse([`${places.bucket}/runs/*`], ['delete'], `removes runs; ${NAMED_LATER}`),
  {
    actions: ['codebuild:BatchGetBuilds', 'codebuild:ListBuildsForProject', 'codebuild:StopBuild'],
    resources: [places.testProject],
    why: 'sees and stops tests',
  },
  {
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    resources: [places.deadLetters],
    why: 'looks into what no function took',
  },
  ...keyUse(['sqs'], places),
];

const watching = (places: Places): Statement[] => [
  {
    actions: [
      'logs:FilterLogEvents',
      'logs:GetLogEvents',
      'logs:DescribeLogStreams',
      'logs:StartQuery',
    ],
    resources: places.logGroups,
    why: 'reads logs; the id of the stack ends the names of log groups',
  },
  {
    actions: ['cloudwatch:GetDashboard'],
    resources: [places.dashboard],
    why: 'sees the dashboard',
  },
  {
    actions: [
      'logs:GetQueryResults',
      'logs:StopQuery',
      'cloudwatch:GetMetricData',
      'cloudwatch:ListMetrics',
      'cloudwatch:DescribeAlarms',
      'xray:GetTraceSummaries',
      'xray:BatchGetTraces',
    ],
    resources: ['*'],
    why: 'metrics, traces and results of queries are no resources that a policy could name',
  },
];

const leases = (places: Places): Statement[] => [
  {
    actions: ['dynamodb:GetItem', 'dynamodb:Scan', 'dynamodb:DescribeTable'],
    resources: [places.leases],
    why: 'sees which environments are leased, and what was created for them',
  },
  ...keyUse(['dynamodb'], places),
];

function auditing(places: Places): Statement[] {
  const files = ['run.json', 'request.json', 'workflow.asl.json', 'plan.json', 'checks.json'];
  const reports = ['report.json', 'report.html', 'junit.xml', 'removed.json', 'estimate.json'];
  return [
    ...histories(places),
    objectUse(
      [...files, ...reports].map((name) => `${places.bucket}/runs/*/${name}`),
      ['read'],
      `reads what was asked for and what became of it; ${NAMED_LATER}`,
    ),
    objectUse(
      [`${places.bucket}/datasets/*/manifest.json`],
      ['read'],
      'reads what is stored: counts and digests, no rows; ids of datasets follow from requests',
    ),
    objectUse(
      [`${places.accessLogs}/*`],
      ['read'],
      'reads who has read the bucket; S3 names its logs by their time',
    ),
    { ...listing(places), resources: [places.bucket, places.accessLogs] },
    ...keyUse(['s3'], places),
    {
      actions: [
        'cloudformation:DescribeStacks',
        'cloudformation:DescribeStackEvents',
        'cloudformation:DescribeStackResources',
        'cloudformation:GetTemplate',
      ],
      resources: [places.stack],
      why: 'reads what is deployed, roles included; CloudFormation adds an id to the name of the stack',
    },
    {
      actions: ['secretsmanager:DescribeSecret'],
      resources: [`${places.secrets}/*`],
      why: 'sees when secrets were set and used, not what they are; teams name them',
    },
    {
      actions: ['cloudtrail:LookupEvents'],
      resources: ['*'],
      why: 'the event history of an account is no resource that a policy could name',
    },
  ];
}

const deploying = (places: Places): Statement[] => [
  {
    actions: ['sts:AssumeRole'],
    resources: (['deploy', 'file-publishing', 'lookup'] as const).map((purpose) =>
      places.bootstrapRole(purpose),
    ),
    why: 'deploys with the roles that "cdk bootstrap" made for that',
  },
  {
    actions: [
      'cloudformation:DescribeStacks',
      'cloudformation:DescribeStackEvents',
      'cloudformation:DescribeStackResources',
      'cloudformation:GetTemplate',
    ],
    resources: [places.stack],
    why: 'watches a deployment; CloudFormation adds an id to the name of the stack',
  },
  {
    actions: ['sns:ListSubscriptionsByTopic', 'sns:Subscribe'],
    resources: [places.alarms],
    why: 'says who gets alarms',
  },
];

const secrets = (places: Places): Statement[] => [
  {
    actions: [
      'secretsmanager:CreateSecret',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecret',
      'secretsmanager:DescribeSecret',
      'secretsmanager:TagResource',
      'secretsmanager:DeleteSecret',
      'secretsmanager:RestoreSecret',
    ],
    resources: [`${places.secrets}/*`],
    why: 'sets what requests name; teams name their secrets, and Secrets Manager adds six characters',
  },
  {
    actions: ['secretsmanager:ListSecrets'],
    resources: ['*'],
    why: 'listing secrets knows no resources; it shows names, not values',
  },
];

const removing = (places: Places): Statement[] => [
  {
    actions: ['s3:ListBucket', 's3:ListBucketVersions'],
    resources: [places.bucket, places.accessLogs],
    why: 'finds what a removed deployment has left',
  },
  {
    actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
    resources: [`${places.bucket}/*`, `${places.accessLogs}/*`],
    why: 'empties the buckets of a deployment that is removed with its data',
  },
];
