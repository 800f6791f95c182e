import { StoreError } from '../../errors.ts';

/** What was asked for, in the words of a message. */
export interface Request {
  /** `s3://bucket/key`, or `s3://bucket`. */
  readonly place: string;
  /** `reading`, `writing`. */
  readonly doing: string;
  /** Permission that it needs: `s3:GetObject`. */
  readonly action: string;
}

/** Fields of errors of the AWS SDK that are read here. */
interface ServiceError extends Error {
  readonly code?: string;
  /** Region of the bucket, where another one was asked. */
  readonly Region?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string | undefined>> };
}

const asServiceError = (error: unknown): ServiceError =>
  (error instanceof Error ? error : new Error(String(error))) as ServiceError;

/** Status of the answer; 0 where there was none. */
export const statusOf = (error: unknown): number =>
  asServiceError(error).$metadata?.httpStatusCode ?? 0;

/** How often the SDK has made the request before it gave up. */
export const attemptsOf = (error: unknown): number =>
  asServiceError(error).$metadata?.attempts ?? 1;

/** What S3 calls the error: `NoSuchKey`; errno where no answer came: `ECONNREFUSED`. */
export function codeOf(error: unknown): string {
  const { name, code } = asServiceError(error);
  return name === 'Error' ? (code ?? name) : name;
}

/** Does the work; what fails is told in words that say how to go on. */
export async function explained<Value>(
  request: Request,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw explain(request, error);
  }
}

/** No message holds what AWS said: it may name access keys. It is the cause. */
export function explain(request: Request, error: unknown): Error {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  // Who gives the signal to stop knows why.
  if (code === 'AbortError') return asServiceError(error);
  const problem =
    ADVICE[code] ?? regionAdvice(error) ?? permissionAdvice(request, error) ?? otherAdvice(error);
  return new StoreError(request.place, `${request.doing} failed: ${problem}`, {
    cause: error,
    code,
  });
}

const EXPIRED = 'the credentials have expired - sign in again (aws sso login), or renew them';
const UNKNOWN =
  'AWS does not know these credentials - check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile';
const BUSY =
  'S3 asks to slow down, even after several tries - run again with fewer workers at a time';
const UNREACHABLE =
  'S3 cannot be reached - check the network, and AWS_ENDPOINT_URL where it is set';
const KMS = 'the KMS key of the bucket cannot be used - enable it, or give the bucket another one';

/** By code: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (2026-11-22), and those of the SDK. */
const ADVICE: Readonly<Record<string, string>> = {
  CredentialsProviderError:
    'no AWS credentials - sign in (aws sso login), set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  ExpiredToken: EXPIRED,
  ExpiredTokenException: EXPIRED,
  TokenProviderError: EXPIRED,
  InvalidAccessKeyId: UNKNOWN,
  InvalidToken: UNKNOWN,
  SignatureDoesNotMatch: UNKNOWN,
  RequestTimeTooSkewed:
    'the clock of this machine differs from that of AWS by more than 15 minutes - set it',
  NoSuchBucket: 'there is no such bucket - create it, or correct its name',
  InvalidBucketName: 'this is no name of a bucket - correct it',
  NoSuchKey: 'it does not exist',
  NotFound: 'it does not exist',
  EntityTooLarge: 'it is larger than S3 takes (5 TB) - divide the table',
  InvalidObjectState: 'it is archived - restore it first',
  PreconditionFailed: 'it was replaced in the meantime - run again',
  SlowDown: BUSY,
  ServiceUnavailable: BUSY,
  ThrottlingException: BUSY,
  InternalError: 'S3 had an error of its own, several times - run again',
  'KMS.DisabledException': KMS,
  'KMS.KMSInvalidStateException': KMS,
  'KMS.NotFoundException': KMS,
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EPIPE: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  TimeoutError: UNREACHABLE,
};

const WRONG_REGION = new Set([
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
  'PermanentRedirect',
]);

/** Answers from the wrong region are not followed: every byte would be paid for twice. */
function regionAdvice(error: unknown): string | undefined {
  const { Region, $response, message } = asServiceError(error);
  if (message === 'Region is missing' || message?.startsWith('Region not accepted: region=""'))
    return 'no AWS region - set AWS_REGION';
  if (!WRONG_REGION.has(codeOf(error)) && statusOf(error) !== 301) return undefined;
  const region = Region ?? $response?.headers?.['x-amz-bucket-region'];
  return region === undefined
    ? 'the bucket is in another region - set AWS_REGION to the region of the bucket'
    : `the bucket is in ${region} - set AWS_REGION=${region}`;
}

function permissionAdvice({ action }: Request, error: unknown): string | undefined {
  if (statusOf(error) !== 403 && codeOf(error) !== 'AccessDenied') return undefined;
  const { message } = asServiceError(error);
  // AWS tells the action that was denied, which may be one on the key that encrypts the bucket.
  const [denied = action] = /\b(?:s3|kms):[A-Z]\w+/.exec(message) ?? [];
  const key = denied.startsWith('kms:') ? ' with the KMS key of the bucket' : '';
  return `${denied} is not allowed${key} - have it allowed for this user or role`;
}

function otherAdvice(error: unknown): string {
  const status = statusOf(error);
  // Answers without a body have no other words: those to HEAD.
  if (status === 400) return 'S3 refuses the request - check the region and the credentials';
  if (status >= 500) return BUSY;
  const { message } = asServiceError(error);
  return status > 0 ? `S3 answered ${status} ${codeOf(error)}` : message;
}
