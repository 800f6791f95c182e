import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  type IBucket,
  type LifecycleRule,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { CheckedOptions } from './options.ts';

/** Days in which an object that was deleted or replaced by mistake can be had back. */
const UNDO_DAYS = 7;

export interface BucketOptions {
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
  readonly options: Pick<CheckedOptions, 'runDays' | 'datasetDays' | 'logDays'>;
}

const CLOSED = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  versioned: true,
} as const;

/** The store of a deployment, and the bucket that says who has read it. */
export function addBuckets(
  scope: Construct,
  { key, removalPolicy, options }: BucketOptions,
): { readonly bucket: Bucket; readonly accessLogs: Bucket } {
  const accessLogs = addAccessLogs(scope, { removalPolicy, days: options.logDays });
  const bucket = new Bucket(scope, 'Bucket', {
    ...CLOSED,
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    // Otherwise every part that is written or read is a request to the key, and paid for.
    bucketKeyEnabled: true,
    // The class says `policy: … | undefined` where the interface says `policy?: …`.
    serverAccessLogsBucket: accessLogs as IBucket,
    lifecycleRules: lifecycleRules(options),
    removalPolicy,
  });
  // The construct would add a function with permissions on all buckets, only to set this property.
  const resource = bucket.node.defaultChild;
  if (resource instanceof CfnBucket)
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  acknowledge(
    bucket,
    'HIPAA.Security-S3BucketReplicationEnabled',
    'Datasets are made again from their request and seed, byte for byte; a copy in a second region would only spread masked rows.',
  );
  return { bucket, accessLogs };
}

function addAccessLogs(
  scope: Construct,
  { removalPolicy, days }: { readonly removalPolicy: RemovalPolicy; readonly days: number },
): Bucket {
  const bucket = new Bucket(scope, 'AccessLogs', {
    ...CLOSED,
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [
      ...HOUSEKEEPING,
      // Ages of logs are counted in days, from 1.
      { id: 'expire-logs', expiration: Duration.days(days) },
    ],
    removalPolicy,
  });
  acknowledge(
    bucket,
    'AwsSolutions-S1',
    'This bucket holds the access logs; logs of reading logs would be written without end.',
  );
  acknowledge(
    bucket,
    'HIPAA.Security-S3BucketLoggingEnabled',
    'This bucket holds the access logs; logs of reading logs would be written without end.',
  );
  acknowledge(
    bucket,
    'HIPAA.Security-S3BucketReplicationEnabled',
    'Access logs hold names of objects and of roles; CloudTrail is the trail that an organisation keeps in a second place.',
  );
  acknowledge(
    bucket,
    'HIPAA.Security-S3DefaultEncryptionKMS',
    'S3 delivers access logs to buckets with its own encryption (SSE-S3) only; see "Enabling Amazon S3 server access logging".',
  );
  return bucket;
}

const HOUSEKEEPING: readonly LifecycleRule[] = [
  { id: 'abort-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
  { id: 'expire-replaced', noncurrentVersionExpiration: Duration.days(UNDO_DAYS) },
  { id: 'expire-markers', expiredObjectDeleteMarker: true },
];

function lifecycleRules({ runDays, datasetDays }: BucketOptions['options']): LifecycleRule[] {
  return [
    ...HOUSEKEEPING,
    { id: 'expire-runs', prefix: 'runs/', expiration: Duration.days(runDays) },
    {
      id: 'cheaper-datasets',
      prefix: 'datasets/',
      // Moves to rarely read classes by itself after 30 and 90 days without a read, and costs nothing to read from.
      transitions: [
        { storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) },
      ],
      ...(datasetDays === undefined ? {} : { expiration: Duration.days(datasetDays) }),
    },
  ];
}
