import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy.ts';
import { temporaryFolder } from '../../testing/folder.ts';
import { describeMoto } from '../../testing/moto.ts';
import { createBucket } from '../../testing/s3.ts';
import { startMoto } from '../../testing/start-moto.ts';
import { createS3Store, type S3StoreOptions } from './store.ts';

const SECRET = 'wJalr-a-secret-of-nobody';
const KEY_ID = 'AKIANOBODY0000000000';
const CLIENT = {
  region: 'eu-west-1',
  credentials: { accessKeyId: KEY_ID, secretAccessKey: SECRET },
  maxAttempts: 1,
};

const open = (clientConfig: object, more: Partial<S3StoreOptions> = {}) =>
  createS3Store({ bucket: 'lake', scratch: temporaryFolder(), clientConfig, ...more });

describe('what is told when S3 refuses', () => {
  let proxy: FaultProxy;
  beforeEach(async () => {
    proxy = await startFaultProxy('http://127.0.0.1:9');
  });
  afterEach(() => proxy.stop());

  it.each([
    [400, 'ExpiredToken', {}, /have expired - sign in again/],
    [403, 'InvalidAccessKeyId', { AWSAccessKeyId: KEY_ID }, /does not know these credentials/],
    [403, 'SignatureDoesNotMatch', { StringToSign: SECRET }, /does not know these credentials/],
    [403, 'RequestTimeTooSkewed', {}, /clock of this machine .* - set it/],
    [403, 'AccessDenied', {}, /s3:PutObject is not allowed - have it allowed/],
    [403, 'AccessDenied', { Message: 'perform: kms:GenerateDataKey on' }, /kms:GenerateDataKey is/],
    [400, 'KMS.DisabledException', {}, /KMS key .* enable it/],
    [301, 'PermanentRedirect', {}, /another region - set AWS_REGION/],
    [400, 'AuthorizationHeaderMalformed', { Region: 'eu-north-1' }, /set AWS_REGION=eu-north-1/],
    [404, 'NoSuchBucket', {}, /no such bucket - create it/],
    [400, 'EntityTooLarge', {}, /larger than S3 takes/],
    [500, 'InternalError', {}, /error of its own.* - run again/],
    [418, 'Unheard', {}, /S3 answered 418 Unheard/],
  ])('%i %s %o', async (answer, code, fields, message) => {
    proxy.fail(() => ({ answer, code, fields }));
    const store = await open({ ...CLIENT, endpoint: proxy.endpoint });
    const error = await store.put('a/b', 'v').catch((problem: unknown) => problem);
    expect(error).toMatchObject({ name: 'StoreError', place: 's3://lake/a/b' });
    expect(String(error)).toMatch(message);
    expect(String(error)).toMatch(/^StoreError: s3:\/\/lake\/a\/b: writing failed: /);
    expect(String(error)).not.toMatch(new RegExp(`${SECRET}|${KEY_ID}`));
  });

  it.each([
    [403, /s3:GetObject is not allowed/],
    [400, /check the region and the credentials/],
    [301, /another region/],
  ])('%i to HEAD, which has no body', async (answer, message) => {
    proxy.fail(() => ({ answer, code: 'Unseen' }));
    const store = await open({ ...CLIENT, endpoint: proxy.endpoint });
    await expect(store.head('k')).rejects.toThrow(message);
  });

  it('a folder of which one object may not be deleted', async () => {
    const listed = '<Key>f/1</Key><Size>1</Size><LastModified>2026-01-01T00:00:00Z</LastModified>';
    proxy.fail((line) =>
      line.startsWith('GET')
        ? {
            answer: 200,
            body: `<ListBucketResult><Contents>${listed}</Contents></ListBucketResult>`,
          }
        : {
            answer: 200,
            body: '<DeleteResult><Error><Key>f/1</Key><Code>AccessDenied</Code></Error></DeleteResult>',
          },
    );
    const store = await open({ ...CLIENT, endpoint: proxy.endpoint });
    await expect(store.deleteFolder('f')).rejects.toThrow(/s3:DeleteObject is not allowed/);
  });
});

describe('what is told when S3 is not even asked', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('there are no credentials, or no region', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE', 'AWS_REGION'])
      vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
    const store = await open({ region: 'eu-west-1' });
    await expect(store.get('k')).rejects.toThrow(/no AWS credentials - sign in/);
    const nowhere = await open({ credentials: CLIENT.credentials });
    await expect(nowhere.get('k')).rejects.toThrow(/no AWS region - set AWS_REGION/);
  });

  it('nobody answers', async () => {
    const store = await open({ ...CLIENT, endpoint: 'http://127.0.0.1:9' });
    await expect(store.get('k')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      message: expect.stringMatching(/S3 cannot be reached - check the network/),
    });
  });

  it('the AWS SDK is not installed', async () => {
    const load = () =>
      Promise.reject(Object.assign(new Error('absent'), { code: 'ERR_MODULE_NOT_FOUND' }));
    await expect(open(CLIENT, { load })).rejects.toMatchObject({
      name: 'MissingDependencyError',
      message: 's3://lake: needs the package @aws-sdk/client-s3 - run: npm i @aws-sdk/client-s3',
    });
  });
});

describeMoto('what is told when an emulator asks for credentials', () => {
  it('it does not know them', async () => {
    const moto = await startMoto({ openActions: 1 });
    try {
      const bucket = await createBucket(moto);
      const store = await open(moto.client, { bucket });
      await expect(store.get('k')).rejects.toThrow(/AWS does not know these credentials/);
      await expect(store.head('k')).rejects.toThrow(/is not allowed/);
    } finally {
      await moto.stop();
    }
  });
});
