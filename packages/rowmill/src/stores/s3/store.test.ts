import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeObjectStore } from '../../testing/describe-object-store.ts';
import { describeMoto, useMoto } from '../../testing/moto.ts';
import { createBucket } from '../../testing/s3.ts';
import { createS3Store } from './store.ts';

describeMoto('on an emulator of S3', () => {
  const moto = useMoto();
  const root = mkdtempSync(join(tmpdir(), 'rowmill-s3-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const open = async (prefix?: string) => {
    const bucket = await createBucket(moto());
    const place = { bucket, ...(prefix !== undefined && { prefix }) };
    return createS3Store({ ...place, scratch: join(root, bucket), clientConfig: moto().client });
  };
  describeObjectStore('s3', open);
  describeObjectStore('s3 with a prefix', () => open('team a/rowmill'));
});
