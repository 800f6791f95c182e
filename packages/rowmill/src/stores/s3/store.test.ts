import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll } from 'vitest';
import { describeObjectStore } from '../../testing/describe-object-store.ts';
import { describeMoto, useMoto } from '../../testing/moto.ts';
import { createS3Store } from './store.ts';

describeMoto('on an emulator of S3', () => {
  const moto = useMoto();
  const root = mkdtempSync(join(tmpdir(), 'rowmill-s3-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  let count = 0;

  const open = async (prefix?: string) => {
    const bucket = `store-${++count}`;
    const clientConfig = moto().client;
    const client = new S3Client(clientConfig);
    const place = { LocationConstraint: clientConfig.region as 'eu-central-1' };
    await client.send(
      new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: place }),
    );
    const scratch = join(root, bucket);
    return createS3Store({ bucket, scratch, clientConfig, ...(prefix && { prefix }) });
  };
  describeObjectStore('s3', open);
  describeObjectStore('s3 with a prefix', () => open('team a/rowmill'));
});
