import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type ObjectIdentifier,
  S3Client,
} from '@aws-sdk/client-s3';
import { StoreError } from 'rowmill/engine';
import { explained } from '../client/explain-aws-error.ts';

export interface EmptyOptions {
  /** In words: `deployment qa in eu-central-1`. */
  readonly place: string;
  readonly region: string;
}

/** Deletes every object of a bucket with all of its versions. @returns how many there were */
export async function emptyBucket(
  bucket: string,
  { place, region }: EmptyOptions,
): Promise<number> {
  const client = new S3Client({ region });
  const request = { place, doing: `emptying ${bucket}`, action: 's3:DeleteObjectVersion' };
  return explained(request, async () => {
    let deleted = 0;
    let page: ListObjectVersionsCommandOutput | undefined;
    do {
      page = await client.send(
        new ListObjectVersionsCommand({
          Bucket: bucket,
          KeyMarker: page?.NextKeyMarker,
          VersionIdMarker: page?.NextVersionIdMarker,
        }),
      );
      const { Versions = [], DeleteMarkers = [] } = page;
      const objects = [...Versions, ...DeleteMarkers].map(
        ({ Key = '', VersionId }): ObjectIdentifier => ({ Key, VersionId }),
      );
      if (objects.length > 0) await deleteAll(client, bucket, objects);
      deleted += objects.length;
    } while (page.IsTruncated === true);
    return deleted;
  });
}

async function deleteAll(
  client: S3Client,
  bucket: string,
  objects: ObjectIdentifier[],
): Promise<void> {
  const command = new DeleteObjectsCommand({
    Bucket: bucket,
    Delete: { Objects: objects, Quiet: true },
  });
  const { Errors: [first] = [] } = await client.send(command);
  if (first === undefined) return;
  throw new StoreError(`s3://${bucket}/${first.Key}`, `deleting failed: ${first.Message}`, {
    code: first.Code,
  });
}
