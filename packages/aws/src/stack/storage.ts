import { RemovalPolicy } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Places } from './access/places.ts';
import { addAlarmTopic } from './alarm-topic.ts';
import { addBuckets } from './bucket.ts';
import { addDeadLetters } from './dead-letters.ts';
import { addKey } from './key.ts';
import { addLeases } from './leases.ts';
import type { namesOf } from './names.ts';
import type { CheckedOptions } from './options.ts';
import { placesOfStack } from './places-of-stack.ts';

/** What keeps something, and what permissions call it. */
export interface Storage {
  readonly key: Key;
  readonly bucket: Bucket;
  readonly leases: Table;
  readonly deadLetters: Queue;
  readonly alarmTopic: Topic;
  readonly places: Places;
  /** Of everything that holds data. */
  readonly removalPolicy: RemovalPolicy;
}

export interface StorageOptions {
  readonly options: CheckedOptions;
  readonly names: ReturnType<typeof namesOf>;
}

/** The key, and all that is encrypted with it. */
export function addStorage(scope: Construct, { options, names }: StorageOptions): Storage {
  const keeps = options.removal === 'retain';
  const removalPolicy = keeps ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  const description = `rowmill: data of the deployment ${options.deployment}`;
  const key = addKey(scope, { description, removalPolicy });
  const { bucket, accessLogs } = addBuckets(scope, { key, removalPolicy, options });
  const leases = addLeases(scope, { key, removalPolicy, deletionProtection: keeps });
  const deadLetters = addDeadLetters(scope, key);
  const alarmTopic = addAlarmTopic(scope, key);
  const places = placesOfStack(scope, names, {
    bucket: bucket.bucketArn,
    accessLogs: accessLogs.bucketArn,
    key: key.keyArn,
    leases: leases.tableArn,
    deadLetters: deadLetters.queueArn,
    alarms: alarmTopic.topicArn,
  });
  return { key, bucket, leases, deadLetters, alarmTopic, places, removalPolicy };
}
