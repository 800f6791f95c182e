import type { FunctionAccess, ObjectAction } from './function-access.ts';
import type { Places } from './places.ts';
import type { Statement } from './statement.ts';

/** Actions of S3 by what is done with an object. Copies, heads and ranges are reads and writes. */
const ACTIONS: Readonly<Record<ObjectAction, readonly string[]>> = {
  read: ['s3:GetObject'],
  write: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
  delete: ['s3:DeleteObject'],
};

/** @param resources ARNs of objects, with wildcards */
export function objectUse(
  resources: readonly string[],
  actions: readonly ObjectAction[],
  why: string,
): Statement {
  return { actions: actions.flatMap((action) => ACTIONS[action]), resources, why };
}

/** What a function does with the bucket of the deployment. */
export function bucketUse(
  { objects, endsUploads }: Pick<FunctionAccess, 'objects' | 'endsUploads'>,
  places: Places,
): Statement[] {
  if (objects.length === 0) return [];
  return [
    {
      actions: ['s3:ListBucket', ...(endsUploads ? ['s3:ListBucketMultipartUploads'] : [])],
      resources: [places.bucket],
      // A condition on the prefix would not hold for reads, and S3 then answers 403 for what is not there.
      why: 'lists folders, and tells an object that is not there from one that it may not read',
    },
    ...objects.map(({ keys, actions, why }) =>
      objectUse(
        [`${places.bucket}/${keys}`],
        actions,
        `${why}; ids of runs and datasets are made when they are run`,
      ),
    ),
    ...(endsUploads
      ? [
          {
            actions: ['s3:AbortMultipartUpload'],
            resources: [`${places.bucket}/runs/*`, `${places.bucket}/datasets/*`],
            why: 'ends uploads of the run that a killed function left; ids are made when they are run',
          },
        ]
      : []),
  ];
}

/** Services that store something for a deployment. */
type StoringService = 's3' | 'dynamodb' | 'sqs';

/** What whoever uses a service has to be allowed with the key that it encrypts with. */
const KEY_ACTIONS: Readonly<Record<StoringService, readonly string[]>> = {
  // Amazon S3 guide, "Using server-side encryption with AWS KMS keys": uploads in parts are decrypted as well.
  s3: ['kms:Decrypt', 'kms:GenerateDataKey'],
  // Amazon DynamoDB guide, "Encryption at rest: usage notes", without what creating a table takes.
  dynamodb: [
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
  ],
  // Amazon SQS guide, "Key management": producers ask for a data key, and decrypt it.
  sqs: ['kms:Decrypt', 'kms:GenerateDataKey'],
};

/** What storing and reading need of the key, through the named services alone. */
export const keyUse = (services: readonly StoringService[], places: Places): Statement[] =>
  keyStatements(services, places, (service) => KEY_ACTIONS[service]);

/** What reading needs of the key, through the named services alone. */
export const keyReading = (services: readonly StoringService[], places: Places): Statement[] =>
  keyStatements(services, places, (service) =>
    service === 'dynamodb' ? ['kms:Decrypt', 'kms:DescribeKey'] : ['kms:Decrypt'],
  );

function keyStatements(
  services: readonly StoringService[],
  places: Places,
  actionsOf: (service: StoringService) => readonly string[],
): Statement[] {
  return services.map((service) => ({
    actions: actionsOf(service),
    resources: [places.key],
    conditions: { StringEquals: { 'kms:ViaService': places.service(service) } },
    why: 'what is stored is encrypted; the key works through the service that stores it alone',
  }));
}
