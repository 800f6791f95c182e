import type { BucketPlace } from '../stack-options.ts';

/** ARNs that permissions name. Beside those of a stack, docs/access.md is written with words in their place. */
export interface Places {
  readonly bucket: string;
  readonly accessLogs: string;
  readonly key: string;
  readonly leases: string;
  readonly deadLetters: string;
  readonly alarms: string;
  readonly stateMachine: string;
  /** Of executions, without their names; children of a map run have `/<label>` behind it. */
  readonly executions: string;
  readonly mapRuns: string;
  readonly testProject: string;
  /** Of secrets, without class and name. */
  readonly secrets: string;
  readonly stack: string;
  /** Of all log groups of the deployment, with a wildcard for what ends their names. */
  readonly logGroups: readonly string[];
  readonly dashboard: string;
  /** Of all network interfaces of the account and region. */
  readonly networkInterfaces: string;
  /** Of the roles that `cdk bootstrap` makes, by their purpose. */
  bootstrapRole(purpose: 'deploy' | 'file-publishing' | 'lookup'): string;
  functionOf(entry: string): string;
  bucketOf(name: string): string;
  subnetOf(id: string): string;
  /** Name of an AWS service in the region, as a key sees who uses it: `s3.eu-central-1.amazonaws.com`. */
  service(name: 's3' | 'dynamodb' | 'sqs'): string;
}

/** ARN of the objects of a place. */
export const objectsOf = (places: Places, { bucket, prefix }: BucketPlace): string =>
  `${places.bucketOf(bucket)}/${prefix === undefined ? '' : `${prefix}/`}*`;
