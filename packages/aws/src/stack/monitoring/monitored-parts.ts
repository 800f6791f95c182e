import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';

/** What of a deployment is watched. */
export interface MonitoredParts {
  readonly deployment: string;
  readonly stateMachine: IStateMachine;
  /** By their names in the deployment: `rowmill-plan`. */
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly bucket: Bucket;
  readonly leases: Pick<Table, 'tableName'>;
  /** Events that no function took. */
  readonly deadLetters: IQueue;
  /** Every alarm goes here. */
  readonly alarmTopic: ITopic;
  /** Minutes between two calls of the sweeper. */
  readonly sweepMinutes: number;
  /** US dollars a month that the deployment may cost. */
  readonly budgetUsd?: number;
  /** Receives the alarms, once its owner has confirmed the subscription. */
  readonly alarmEmail?: string;
}
