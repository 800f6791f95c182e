import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Places } from './access/places.ts';
import { arnOf, type namesOf } from './names.ts';

/** Resources that permissions name and that have no names of their own. */
export type Unnamed = Pick<
  Places,
  'bucket' | 'accessLogs' | 'key' | 'leases' | 'deadLetters' | 'alarms'
>;

/** ARNs of everything that permissions of a stack name. Those of named resources follow from their names. */
export function placesOfStack(
  scope: Construct,
  names: ReturnType<typeof namesOf>,
  unnamed: Unnamed,
): Places {
  const { partition, account, region, urlSuffix } = Stack.of(scope);
  const arn = (service: string, resource: string, name: string, separator: ':' | '/' = ':') =>
    arnOf(scope, { service, resource, name, separator });
  return {
    ...unnamed,
    stateMachine: arn('states', 'stateMachine', names.stateMachine),
    executions: arn('states', 'execution', names.stateMachine),
    mapRuns: arn('states', 'mapRun', names.stateMachine),
    testProject: arn('codebuild', 'project', names.testProject, '/'),
    secrets: arn('secretsmanager', 'secret', names.secrets),
    stack: arn('cloudformation', 'stack', `${names.stack}/*`, '/'),
    logGroups: Object.values(names.logs).map((prefix) => arn('logs', 'log-group', `${prefix}/*`)),
    dashboard: `arn:${partition}:cloudwatch::${account}:dashboard/${names.dashboard}`,
    networkInterfaces: arn('ec2', 'network-interface', '*', '/'),
    bootstrapRole: (purpose) =>
      `arn:${partition}:iam::${account}:role/cdk-hnb659fds-${purpose}-role-${account}-${region}`,
    functionOf: (entry) => arn('lambda', 'function', names.function(entry)),
    bucketOf: (name) => `arn:${partition}:s3:::${name}`,
    subnetOf: (id) => arn('ec2', 'subnet', id, '/'),
    service: (name) => `${name}.${region}.${urlSuffix}`,
  };
}
