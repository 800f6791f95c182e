import { RowmillError } from '@rowmill/core';
import {
  AwsAccessError,
  AwsCredentialsError,
  AwsQuotaError,
  AwsServiceError,
} from './client-errors.ts';

/** What was asked of AWS, in the words of a message. */
export interface AwsRequest {
  /** `deployment qa in eu-central-1`. */
  readonly place: string;
  /** `starting the run`. */
  readonly doing: string;
  /** Permission that it needs: `states:StartExecution`. */
  readonly action: string;
}

/** Fields of errors of the AWS SDK that are read here. */
interface ServiceError extends Error {
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Does the work; what fails is told in words that say how to go on. */
export async function explained<Value>(
  request: AwsRequest,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw explainAwsError(request, error);
  }
}

/**
 * The one place where errors of AWS become ours. No message holds what AWS said about who asked: it may name access
 * keys. It is the cause.
 */
export function explainAwsError(request: AwsRequest, thrown: unknown): Error {
  if (thrown instanceof RowmillError) return thrown;
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as ServiceError;
  // Who gives the signal to stop knows why.
  if (error.name === 'AbortError') return error;
  const code = codeOf(error);
  const { place, doing } = request;
  const options = { cause: error };
  const credentials = CREDENTIALS[code] ?? missingRegion(error);
  if (credentials !== undefined)
    return new AwsCredentialsError(`${place}: ${credentials}`, options);
  const denied = deniedAction(error, request);
  if (denied !== undefined) return new AwsAccessError(place, denied, options);
  const quota = QUOTAS[code];
  if (quota !== undefined) return new AwsQuotaError(`${place}: ${doing} failed: ${quota}`, options);
  const advice = SERVICE[code] ?? otherAdvice(error);
  return new AwsServiceError(`${place}: ${doing} failed: ${advice}`, { ...options, code });
}

/** What AWS calls the error; errno where no answer came: `ECONNREFUSED`. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  const { name, code } = error as ServiceError;
  return name === 'Error' || name === 'AggregateError' ? (code ?? name) : name;
}

const EXPIRED =
  'the credentials have expired - sign in again (aws sso login), or renew AWS_SESSION_TOKEN';
const UNKNOWN =
  'AWS does not know these credentials - check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE';

/** By code: https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html (2026-11-22), and the SDK. */
const CREDENTIALS: Readonly<Record<string, string>> = {
  CredentialsProviderError:
    'no AWS credentials - sign in (aws sso login), set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  TokenProviderError: EXPIRED,
  ExpiredToken: EXPIRED,
  ExpiredTokenException: EXPIRED,
  InvalidClientTokenId: UNKNOWN,
  InvalidAccessKeyId: UNKNOWN,
  InvalidSignatureException: UNKNOWN,
  SignatureDoesNotMatch: UNKNOWN,
  UnrecognizedClientException: UNKNOWN,
  IncompleteSignature: UNKNOWN,
  MissingAuthenticationTokenException: UNKNOWN,
  OptInRequired: 'the account is not opted in to this region - enable it, or choose another one',
  RequestExpired:
    'the clock of this machine differs from that of AWS by more than 15 minutes - set it',
};

function missingRegion({ message }: Error): string | undefined {
  return message === 'Region is missing'
    ? 'no AWS region - say --region, or set AWS_REGION'
    : undefined;
}

function deniedAction(error: ServiceError, { action }: AwsRequest): string | undefined {
  const isDenied =
    /^(AccessDenied(Exception)?|KmsAccessDeniedException|UnauthorizedOperation|NotAuthorized)$/.test(
      codeOf(error),
    ) || error.$metadata?.httpStatusCode === 403;
  if (!isDenied) return undefined;
  // AWS tells the action that was denied, which may be one on the key behind what was asked for.
  return /\b[a-z0-9-]+:[A-Z][A-Za-z]+\b/.exec(error.message)?.[0] ?? action;
}

const RAISE = 'ask for more in Service Quotas, or end some first';

/** Source: error lists of StartExecution and DescribeExecution, AWS Step Functions API reference (2026-11-22). */
const QUOTAS: Readonly<Record<string, string>> = {
  ExecutionLimitExceeded: `as many executions are under way as the account may have (1,000,000) - ${RAISE}`,
  StateMachineLimitExceeded: `the account has as many state machines as it may have - ${RAISE}`,
  ServiceQuotaExceededException: `a quota of the account is used up - ${RAISE}`,
  LimitExceeded: `a quota of the account is used up - ${RAISE}`,
  LimitExceededException: `a quota of the account is used up - ${RAISE}`,
};

const BUSY = 'AWS asks to slow down, even after several tries - wait a minute, and try again';
const UNREACHABLE =
  'AWS cannot be reached - check the network and the region, and AWS_ENDPOINT_URL where it is set';
const KEY =
  'the KMS key of the deployment cannot be used - enable it again, or deploy with another one';

const SERVICE: Readonly<Record<string, string>> = {
  Throttling: BUSY,
  ThrottlingException: BUSY,
  TooManyRequestsException: BUSY,
  KmsThrottlingException: BUSY,
  RequestLimitExceeded: BUSY,
  ServiceUnavailable: BUSY,
  SlowDown: BUSY,
  KmsInvalidStateException: KEY,
  StateMachineDoesNotExist:
    'the state machine of the deployment is not there - deploy again: rowmill deploy',
  StateMachineDeleting: 'the deployment is being deleted - deploy again when it is gone',
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  EPIPE: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  TimeoutError: UNREACHABLE,
};

function otherAdvice(error: ServiceError): string {
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (status >= 500) return 'AWS has a fault of its own - try again in some minutes';
  if (status > 0) return `AWS answered ${status} ${codeOf(error)}`;
  return error.message;
}
