import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { OUTPUTS } from '../deployment.ts';
import type { namesOf } from './names.ts';

export interface OutputsOptions {
  readonly names: ReturnType<typeof namesOf>;
  readonly bucket: Bucket;
  readonly leases: Table;
  readonly alarmTopic: ITopic;
  readonly stateMachine: IStateMachine;
}

/** How clients find what is deployed. */
export function addOutputs(
  stack: Stack,
  { names, bucket, leases, alarmTopic, stateMachine }: OutputsOptions,
): void {
  const { region } = stack;
  const values: Readonly<Record<keyof typeof OUTPUTS, string>> = {
    bucket: bucket.bucketName,
    stateMachine: stateMachine.stateMachineArn,
    leases: leases.tableName,
    secrets: names.secrets,
    dashboard: `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${names.dashboard}`,
    alarms: alarmTopic.topicArn,
  };
  // Resources have some of the names already; in a scope of their own, outputs keep them all the same.
  const scope = new Construct(stack, 'Outputs');
  for (const [name, value] of Object.entries(values)) {
    const id = OUTPUTS[name as keyof typeof OUTPUTS];
    new CfnOutput(scope, id, { value }).overrideLogicalId(id);
  }
}
