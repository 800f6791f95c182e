import type * as Sdk from '@aws-sdk/client-s3';
import { MissingDependencyError } from '../../errors.ts';

/** The part of `@aws-sdk/client-s3` in use: an optional peer, loaded when needed. */
export type S3Driver = Pick<
  typeof Sdk,
  | 'AbortMultipartUploadCommand'
  | 'CompleteMultipartUploadCommand'
  | 'CopyObjectCommand'
  | 'CreateMultipartUploadCommand'
  | 'DeleteObjectCommand'
  | 'DeleteObjectsCommand'
  | 'GetObjectCommand'
  | 'HeadBucketCommand'
  | 'HeadObjectCommand'
  | 'ListMultipartUploadsCommand'
  | 'ListObjectsV2Command'
  | 'PutObjectCommand'
  | 'S3Client'
  | 'UploadPartCommand'
>;

export type S3ClientConfig = Sdk.S3ClientConfig;

/** A bucket and the client that reaches it. */
export interface Bucket {
  readonly sdk: S3Driver;
  readonly client: Sdk.S3Client;
  readonly name: string;
  /** For every request: a signal that ends it. */
  readonly sending: { readonly abortSignal?: AbortSignal };
}

/** Tries of one request, for errors that may pass: 5 take up to some five seconds. */
const ATTEMPTS = 5;
const CONNECT_MS = 5000;
/** Without a byte for that long, a connection is given up and the request is made again. */
const SILENCE_MS = 30_000;

/**
 * Opens a bucket; nothing is asked of it yet. Region and credentials are found as the AWS SDK finds them: in the
 * environment, in the files of the AWS CLI, in the role of the machine.
 *
 * @throws {@link MissingDependencyError} when the package is not installed.
 */
export async function openBucket(
  name: string,
  {
    clientConfig = {},
    signal,
    load = () => import('@aws-sdk/client-s3'),
  }: {
    readonly clientConfig?: S3ClientConfig;
    readonly signal?: AbortSignal | undefined;
    readonly load?: () => Promise<S3Driver>;
  } = {},
): Promise<Bucket> {
  // The SDK warns at every start of a Node that it will leave behind some day; which ones will do, rowmill says itself.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const sdk = await load().catch((error: unknown) => {
    if (!isMissingPackage(error)) throw error;
    throw new MissingDependencyError(`s3://${name}`, '@aws-sdk/client-s3', { cause: error });
  });
  const client = new sdk.S3Client({
    maxAttempts: ATTEMPTS,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    ...clientConfig,
  });
  return { sdk, client, name, sending: signal === undefined ? {} : { abortSignal: signal } };
}

function isMissingPackage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}
