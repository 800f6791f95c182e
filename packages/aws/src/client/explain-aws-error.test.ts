import { RowmillError } from '@rowmill/core';
import { describe, expect, it } from 'vitest';
import { DeploymentNotFoundError } from './client-errors.ts';
import { explainAwsError, explained } from './explain-aws-error.ts';

const REQUEST = {
  place: 'deployment qa in eu-central-1',
  doing: 'starting the run',
  action: 'states:StartExecution',
};

/** An error as clients of the AWS SDK throw it. */
function answered(name: string, message = 'said by AWS', status?: number): Error {
  const error = Object.assign(new Error(message), {
    ...(status === undefined ? {} : { $metadata: { httpStatusCode: status } }),
  });
  error.name = name;
  return error;
}

const errno = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code });

describe('errors of AWS', () => {
  it.each([
    [
      'no credentials',
      answered('CredentialsProviderError'),
      'AwsCredentialsError',
      'aws sso login',
    ],
    ['an expired token', answered('ExpiredTokenException'), 'AwsCredentialsError', 'expired'],
    ['unknown keys', answered('UnrecognizedClientException'), 'AwsCredentialsError', 'AWS_PROFILE'],
    ['no region', new Error('Region is missing'), 'AwsCredentialsError', '--region'],
    ['a quota', answered('ExecutionLimitExceeded'), 'AwsQuotaError', 'Service Quotas'],
    ['throttling', answered('ThrottlingException'), 'AwsServiceError', 'slow down'],
    [
      'a fault of AWS',
      answered('InternalFailure', 'x', 500),
      'AwsServiceError',
      'fault of its own',
    ],
    ['a key that is off', answered('KmsInvalidStateException'), 'AwsServiceError', 'KMS key'],
    ['a machine that is gone', answered('StateMachineDoesNotExist'), 'AwsServiceError', 'deploy'],
    ['no network', errno('ENOTFOUND'), 'AwsServiceError', 'cannot be reached'],
    ['a refused connection', errno('ECONNREFUSED'), 'AwsServiceError', 'AWS_ENDPOINT_URL'],
    ['what is unknown', answered('Strange', 'x', 400), 'AwsServiceError', 'answered 400 Strange'],
  ])('%s: says where, what and how to go on', (_, thrown, name, advice) => {
    const error = explainAwsError(REQUEST, thrown);
    expect(error).toBeInstanceOf(RowmillError);
    expect(error.name).toBe(name);
    expect(error.message).toMatch(/^deployment qa in eu-central-1: /);
    expect(error.message).toContain(advice);
    expect(error.cause).toBe(thrown);
  });

  it.each([
    ['what was asked for', 'no', 'states:StartExecution'],
    [
      'what AWS names',
      'User: arn:aws:iam::1:user/me is not authorized: kms:Decrypt',
      'kms:Decrypt',
    ],
  ])('names the permission that is missing: %s', (_, message, action) => {
    const error = explainAwsError(REQUEST, answered('AccessDeniedException', message, 400));
    expect(error).toMatchObject({ name: 'AwsAccessError', action });
    expect(error.message).toContain('docs/access.md');
    expect(error.message).not.toContain('user/me');
  });

  it('leaves alone what is ours, and what was called off', async () => {
    const own = new DeploymentNotFoundError('qa', 'eu-central-1');
    expect(explainAwsError(REQUEST, own)).toBe(own);
    const off = new DOMException('stopped', 'AbortError');
    await expect(explained(REQUEST, () => Promise.reject(off))).rejects.toBe(off);
  });
});
