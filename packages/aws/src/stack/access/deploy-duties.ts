import type { Places } from './places.ts';
import type { Statement } from './statement.ts';

/** What administrating a deployment takes. */

export const deploying = (places: Places): Statement[] => [
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

export const secrets = (places: Places): Statement[] => [
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

export const removing = (places: Places): Statement[] => [
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
