import { randomBytes } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { Moto } from './start-moto.ts';

/** Makes an empty bucket and gives its name. */
export async function createBucket({ client, region }: Moto): Promise<string> {
  const bucket = `rowmill-${randomBytes(6).toString('hex')}`;
  const command = new CreateBucketCommand({
    Bucket: bucket,
    CreateBucketConfiguration: { LocationConstraint: region },
  });
  await new S3Client(client).send(command);
  return bucket;
}
