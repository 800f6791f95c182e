import type { StackOptions } from '../stack-options.ts';
import { bucketUse, keyUse, objectUse } from './bucket-statements.ts';
import type { Places } from './places.ts';
import type { Statement } from './statement.ts';

/** Of the state machine: the states of its document, and the children of its maps. */
export function stateMachineStatements(places: Places, functions: readonly string[]): Statement[] {
  return [
    { actions: ['lambda:InvokeFunction'], resources: functions, why: 'the tasks of the document' },
    {
      actions: ['states:StartExecution'],
      resources: [places.stateMachine],
      why: 'a distributed map runs its items as child executions of its own state machine',
    },
    {
      actions: ['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'],
      resources: [`${places.executions}:*`, `${places.executions}/*`],
      why: 'a distributed map watches, stops and redrives its children, which get their names when they start',
    },
    objectUse(
      [`${places.bucket}/runs/*.jsonl`],
      ['read'],
      'lists of shards lie in folders of runs, which get their names when they start',
    ),
    {
      actions: [
        's3:PutObject',
        's3:GetObject',
        's3:ListMultipartUploadParts',
        's3:AbortMultipartUpload',
      ],
      resources: [`${places.bucket}/runs/*/build/*`, `${places.bucket}/runs/*/deliver/*`],
      why: 'what became of each child is written into the folder of its run',
    },
    ...keyUse(['s3'], places),
    {
      actions: [
        'xray:PutTraceSegments',
        'xray:PutTelemetryRecords',
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
      ],
      resources: ['*'],
      why: 'X-Ray knows no resources for the actions that send traces',
    },
    {
      actions: [
        'logs:CreateLogDelivery',
        'logs:GetLogDelivery',
        'logs:UpdateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:DescribeResourcePolicies',
        'logs:DescribeLogGroups',
      ],
      resources: ['*'],
      why: 'CloudWatch Logs knows no resources for the delivery of logs by a service (Step Functions guide, "Logging to CloudWatch Logs")',
    },
  ];
}

/** Of the schedule: it calls the sweeper, or keeps the call that failed. */
export function scheduleStatements(places: Places): Statement[] {
  return [
    {
      actions: ['lambda:InvokeFunction'],
      resources: [places.functionOf('sweep')],
      why: 'calls the sweeper',
    },
    {
      actions: ['sqs:SendMessage'],
      resources: [places.deadLetters],
      why: 'keeps calls that did not get through',
    },
    ...keyUse(['sqs'], places),
  ];
}

/** Of the builds that run test commands. They answer no token: an event of their end does. */
export function testStatements(
  places: Places,
  { tests, network }: Pick<StackOptions, 'tests' | 'network'>,
  logStreams: string,
): Statement[] {
  const source = tests?.source;
  return [
    {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logStreams],
      why: 'writes the logs of builds',
    },
    ...bucketUse(
      {
        endsUploads: false,
        objects: [
          {
            keys: 'runs/*/private/*/variables.sh',
            actions: ['read'],
            why: 'how the tests reach the environment of their run',
          },
          {
            keys: 'runs/*/test-output/*',
            actions: ['write'],
            why: 'what the test command wrote, and how it ended',
          },
        ],
      },
      places,
    ),
    ...keyUse(['s3'], places),
    ...(source === undefined
      ? []
      : [
          {
            actions: ['s3:GetObject', 's3:GetObjectVersion'],
            resources: [`${places.bucketOf(source.bucket)}/${source.key}`],
            why: 'the tests themselves',
          },
          {
            actions: ['s3:GetBucketAcl', 's3:GetBucketLocation'],
            resources: [places.bucketOf(source.bucket)],
            why: 'CodeBuild makes sure whose bucket it reads from',
          },
        ]),
    ...(network === undefined ? [] : testNetworkUse(network.subnetIds, places)),
  ];
}

function testNetworkUse(subnetIds: readonly string[], places: Places): Statement[] {
  return [
    {
      actions: [
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeDhcpOptions',
        'ec2:DescribeVpcs',
      ],
      resources: ['*'],
      why: 'CodeBuild connects builds to the VPC: interfaces get their ids when they are made, and describing knows no resources',
    },
    {
      actions: ['ec2:CreateNetworkInterfacePermission'],
      resources: [places.networkInterfaces],
      conditions: {
        StringEquals: {
          'ec2:Subnet': subnetIds.map((id) => places.subnetOf(id)),
          'ec2:AuthorizedService': 'codebuild.amazonaws.com',
        },
      },
      why: 'hands the interface over to CodeBuild, in the named subnets alone',
    },
  ];
}
