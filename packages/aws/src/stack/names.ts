import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { stackName } from '../deployment.ts';

/** Names that resources are given, because something outside the stack or a role beside them has to know them. */
export function namesOf(deployment: string) {
  const stack = stackName(deployment);
  return {
    stack,
    stateMachine: stack,
    testProject: `${stack}-tests`,
    dashboard: stack,
    schedule: `${stack}-sweep`,
    /** @param entry as in the deployment: `build-shard` */
    function: (entry: string): string => `${stack}-${entry}`,
    policy: (person: string): string => `${stack}-${person}`,
    /** Prefix of the names of secrets, without a slash at its end. */
    secrets: `rowmill/${deployment}`,
    /** Beginnings of the names of log groups. Step Functions and EventBridge ask for theirs. */
    logs: {
      own: `/rowmill/${deployment}`,
      states: `/aws/vendedlogs/states/${stack}`,
      events: `/aws/events/${stack}`,
    },
  };
}

export interface ArnOf {
  readonly service: string;
  readonly resource: string;
  readonly name: string;
  /** Between resource and name. Default: `:`. */
  readonly separator?: ':' | '/';
}

/** ARN of something in the account and region of the stack. */
export function arnOf(
  scope: Construct,
  { service, resource, name, separator = ':' }: ArnOf,
): string {
  const arnFormat =
    separator === ':' ? ArnFormat.COLON_RESOURCE_NAME : ArnFormat.SLASH_RESOURCE_NAME;
  return Stack.of(scope).formatArn({ service, resource, resourceName: name, arnFormat });
}
