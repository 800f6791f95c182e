import { Aws, Fn, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export interface LogGroupOptions {
  /** The name begins with it. */
  readonly prefix: string;
  readonly key: IKey;
  readonly days: number;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * A log group that is encrypted and does not grow for ever. Its name ends with the id of the stack: one that was kept when
 * a deployment was removed is not in the way of the next.
 */
export function addLogGroup(
  scope: Construct,
  id: string,
  { prefix, key, days, removalPolicy }: LogGroupOptions,
): LogGroup {
  // The ARN of a stack ends in `stack/<name>/<id>`.
  const stackId = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return new LogGroup(scope, id, {
    logGroupName: `${prefix}/${stackId}`,
    encryptionKey: key,
    // The values of this enum are days; options are checked against those that there are.
    retention: days as RetentionDays,
    removalPolicy,
  });
}
