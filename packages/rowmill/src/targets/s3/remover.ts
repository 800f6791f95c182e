import type { LedgerObject } from '../../environments/lease.ts';
import type { Remover } from '../../environments/sweep.ts';
import { NotOursError } from '../../errors.ts';
import type { Bucket } from '../../stores/s3/bucket.ts';
import { explained } from '../../stores/s3/explain.ts';
import { deleteKeys } from '../../stores/s3/folders.ts';
import { abortUploads } from '../../stores/s3/list-objects.ts';
import { s3Url } from '../../stores/s3/s3-url.ts';
import {
  describePlace,
  inBucket,
  leaseAt,
  markerKey,
  objectsIn,
  placeOf,
  type S3Place,
} from './place.ts';

/** What deliveries write, and nothing else that somebody may have put beside it. */
const PART = /^part-\d{5,}\.[a-z]+$/;

interface RemovedParts {
  readonly removed: string[];
  readonly problems: Error[];
  readonly gone: LedgerObject[];
}

/** Removes the parts of tables whose place is marked as the lease's, and the marker when nothing of them is left. */
export const s3Remover: Remover = async (objects, lease) => {
  const removal: RemovedParts = { removed: [], problems: [], gone: [] };
  const places = new Map(
    objects.map((object) => [describePlace(placeOf(object)), placeOf(object)]),
  );
  for (const [name, place] of places) {
    const own = objects.filter((object) => describePlace(placeOf(object)) === name);
    try {
      await inBucket(place, (bucket) => removeAt(bucket, { place, own, lease }, removal));
    } catch (error) {
      removal.problems.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  return removal;
};

async function removeAt(
  bucket: Bucket,
  { place, own, lease }: { place: S3Place; own: readonly LedgerObject[]; lease: string },
  { removed, gone }: RemovedParts,
): Promise<void> {
  const owner = await leaseAt(bucket, place);
  if (owner !== undefined && owner !== lease)
    throw new NotOursError(describePlace(place), 'its prefix', 'another environment uses it');
  const folders = own.filter(({ kind }) => kind === 'folder');
  for (const folder of folders) {
    const count = await removeParts(bucket, folder.name, owner === lease);
    gone.push(folder);
    if (count > 0) removed.push(`folder ${s3Url({ bucket: bucket.name, key: folder.name })}`);
  }
  const request = { place: describePlace(place), doing: 'deleting', action: 's3:DeleteObject' };
  if (owner === lease) await explained(request, () => deleteKeys(bucket, [markerKey(place)]));
  gone.push(...own.filter(({ kind }) => kind !== 'folder'));
}

/** @returns how many there were */
export async function removeParts(
  bucket: Bucket,
  folder: string,
  isOurs: boolean,
): Promise<number> {
  const found = await objectsIn(bucket, folder);
  const keys = found.map(({ key }) => key).filter((key) => PART.test(key.slice(folder.length)));
  const place = s3Url({ bucket: bucket.name, key: folder });
  if (keys.length > 0 && !isOurs)
    throw new NotOursError(place, 'its objects', 'the marker of the environment is gone');
  if (!isOurs) return 0;
  await explained({ place, doing: 'deleting', action: 's3:DeleteObject' }, async () => {
    await abortUploads(bucket, folder, new Date());
    await deleteKeys(bucket, keys);
  });
  return keys.length;
}
