import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { Bucket } from './bucket.ts';
import { codeOf } from './explain.ts';

/** What S3 knows of an object, its checksum too. @returns undefined when there is no such object */
export async function headObject(
  { sdk, client, name, sending }: Bucket,
  key: string,
): Promise<HeadObjectCommandOutput | undefined> {
  try {
    const about = { Bucket: name, Key: key, ChecksumMode: 'ENABLED' } as const;
    return await client.send(new sdk.HeadObjectCommand(about), sending);
  } catch (error) {
    if (codeOf(error) !== 'NotFound') throw error;
    // The answer has no body that would tell a missing object from a missing bucket.
    const ask = new sdk.HeadBucketCommand({ Bucket: name });
    await client.send(ask, sending).catch(tellMissingBucket);
    return undefined;
  }
}

/** Who may read objects need not be allowed to ask for the bucket: that says nothing about it. */
function tellMissingBucket(error: unknown): void {
  if (codeOf(error) !== 'NotFound') return;
  const problem = new Error('HEAD found no bucket', { cause: error });
  throw Object.assign(problem, { name: 'NoSuchBucket' });
}
