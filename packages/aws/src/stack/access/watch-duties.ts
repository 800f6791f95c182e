import { keyReading, objectUse } from './bucket-statements.ts';
import type { Places } from './places.ts';
import { histories, listing, NAMED_LATER } from './run-duties.ts';
import type { Statement } from './statement.ts';

/** What watching a deployment and auditing it takes. */

export const watching = (places: Places): Statement[] => [
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

export const leases = (places: Places): Statement[] => [
  {
    actions: ['dynamodb:GetItem', 'dynamodb:Scan', 'dynamodb:DescribeTable'],
    resources: [places.leases],
    why: 'sees which environments are leased, and what was created for them',
  },
  ...keyReading(['dynamodb'], places),
];

export function auditing(places: Places): Statement[] {
  const files = ['run.json', 'request.json', 'workflow.asl.json', 'plan.json', 'checks.json'];
  const reports = ['report.json', 'report.html', 'junit.xml', 'removed.json', 'estimate.json'];
  // Not the key that hides values: whoever has it can try what a digest stands for.
  const trail = ['audit/*.json', 'audit/*.checkpoint', 'audit/key.pub'];
  const evidence = ['compliance.json', 'compliance.html', 'compliance.sig', ...trail];
  return [
    ...histories(places),
    objectUse(
      [...files, ...reports, ...evidence].map((name) => `${places.bucket}/runs/*/${name}`),
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
    ...keyReading(['s3'], places),
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
