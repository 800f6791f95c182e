import type { Statement } from '../../stack/access/statement.ts';

/** An action of IAM on a resource: what a request needs to be allowed. */
export interface Permission {
  readonly action: string;
  /** ARN. */
  readonly resource: string;
}

type Input = Readonly<Record<string, unknown>>;

const object = ({ Bucket, Key }: Input): string => `arn:aws:s3:::${Bucket}/${Key}`;
const bucket = ({ Bucket }: Input): string => `arn:aws:s3:::${Bucket}`;
const table = ({ TableName }: Input): string => `arn:aws:dynamodb:::table/${TableName}`;

const on =
  (action: string, resourceOf: (input: Input) => string) =>
  (input: Input): readonly Permission[] => [{ action, resource: resourceOf(input) }];

/**
 * What commands of the SDK need. Source: Service Authorization Reference, the pages of each service; Amazon S3 guide,
 * "Required permissions for Amazon S3 API operations".
 */
const NEEDS: Readonly<Record<string, (input: Input) => readonly Permission[]>> = {
  HeadBucketCommand: on('s3:ListBucket', bucket),
  ListObjectsV2Command: on('s3:ListBucket', bucket),
  ListMultipartUploadsCommand: on('s3:ListBucketMultipartUploads', bucket),
  HeadObjectCommand: on('s3:GetObject', object),
  GetObjectCommand: on('s3:GetObject', object),
  PutObjectCommand: on('s3:PutObject', object),
  CreateMultipartUploadCommand: on('s3:PutObject', object),
  UploadPartCommand: on('s3:PutObject', object),
  CompleteMultipartUploadCommand: on('s3:PutObject', object),
  AbortMultipartUploadCommand: on('s3:AbortMultipartUpload', object),
  DeleteObjectCommand: on('s3:DeleteObject', object),
  DeleteObjectsCommand: ({ Bucket, Delete }) =>
    (Delete as { readonly Objects: readonly { readonly Key: string }[] }).Objects.map(
      ({ Key }) => ({ action: 's3:DeleteObject', resource: object({ Bucket, Key }) }),
    ),
  CopyObjectCommand: (input) => [
    { action: 's3:PutObject', resource: object(input) },
    {
      action: 's3:GetObject',
      resource: `arn:aws:s3:::${decodeURIComponent(String(input.CopySource))}`,
    },
  ],
  GetItemCommand: on('dynamodb:GetItem', table),
  PutItemCommand: on('dynamodb:PutItem', table),
  DeleteItemCommand: on('dynamodb:DeleteItem', table),
  ScanCommand: on('dynamodb:Scan', table),
  GetSecretValueCommand: on(
    'secretsmanager:GetSecretValue',
    ({ SecretId }) => `arn:aws:secretsmanager:::secret:${SecretId}-AbCdEf`,
  ),
  GetExecutionHistoryCommand: on('states:GetExecutionHistory', ({ executionArn }) =>
    String(executionArn),
  ),
};

/** @throws Error for commands that nobody has said the needs of */
export function needsOf(command: string, input: Input): readonly Permission[] {
  const needs = NEEDS[command];
  if (needs === undefined) throw new Error(`nothing says what ${command} has to be allowed`);
  return needs(input);
}

/** Whether statements allow something, conditions aside. */
export function isAllowed(
  statements: readonly Statement[],
  { action, resource }: Permission,
): boolean {
  const matching = statements.filter(
    ({ actions, resources }) =>
      actions.includes(action) && resources.some((pattern) => matches(pattern, resource)),
  );
  return matching.length > 0 && !matching.some(({ denies = false }) => denies);
}

function matches(pattern: string, resource: string): boolean {
  const texts = pattern.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${texts.join('.*')}$`, 's').test(resource);
}
