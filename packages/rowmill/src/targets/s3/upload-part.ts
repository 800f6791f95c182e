import { stat } from 'node:fs/promises';
import { EnvironmentLostError } from '../../errors.ts';
import { explained } from '../../stores/s3/explain.ts';
import { partsOfFile } from '../../stores/s3/parts.ts';
import { s3Url } from '../../stores/s3/s3-url.ts';
import { upload } from '../../stores/s3/upload.ts';
import type { DeliveredPart, S3LoadJob } from '../target.ts';
import { describePlace, inBucket, leaseAt } from './place.ts';

/**
 * Makes a file a part of a table. Safe to repeat: the same rows are the same bytes.
 *
 * @throws {@link EnvironmentLostError} when the place is not the lease's any more.
 */
export async function uploadPart(
  { place, folder, lease }: S3LoadJob,
  { name, path }: { readonly name: string; readonly path: string },
): Promise<DeliveredPart> {
  return inBucket(place, async (bucket) => {
    if ((await leaseAt(bucket, place)) !== lease)
      throw new EnvironmentLostError(describePlace(place), 'another run has removed it');
    const key = `${folder}${name}`;
    const request = {
      place: s3Url({ bucket: bucket.name, key }),
      doing: 'writing',
      action: 's3:PutObject',
    };
    const { size } = await stat(path);
    const { checksum } = await explained(request, () =>
      upload(bucket, key, { parts: partsOfFile(path) }),
    );
    return { name, bytes: size, checksum };
  });
}
