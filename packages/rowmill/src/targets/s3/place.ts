import type { Lease, LedgerObject } from '../../environments/lease.ts';
import { leaseMarker, parseLeaseMarker } from '../../environments/lease.ts';
import { StoreError } from '../../errors.ts';
import type { ObjectInfo } from '../../stores/object-store.ts';
import { type Bucket, openBucket } from '../../stores/s3/bucket.ts';
import { codeOf, explained } from '../../stores/s3/explain.ts';
import { listObjects } from '../../stores/s3/list-objects.ts';
import { partsOfBytes } from '../../stores/s3/parts.ts';
import { readObject } from '../../stores/s3/read-object.ts';
import { s3Url } from '../../stores/s3/s3-url.ts';
import { upload } from '../../stores/s3/upload.ts';

/** Name of the object that tells whose the objects beside it are. */
const MARKER = '.rowmill-environment.json';

/** Where the tables of a target lie: their keys begin with the prefix and a `/`, or with nothing where it is empty. */
export interface S3Place {
  readonly bucket: string;
  readonly prefix: string;
}

/** The place of a ledger's object. */
export const placeOf = ({ place }: LedgerObject): S3Place => ({
  bucket: String(place.bucket),
  prefix: String(place.prefix),
});

const keyIn = ({ prefix }: S3Place, name: string): string =>
  prefix === '' ? name : `${prefix}/${name}`;

export const markerKey = (place: S3Place): string => keyIn(place, MARKER);

/** What the keys of a table begin with; `/` at its end. */
export const tableFolder = (place: S3Place, table: string): string =>
  keyIn(place, `${encodeURIComponent(table)}/`);

/** As it calls itself. */
export const describePlace = ({ bucket, prefix }: S3Place): string =>
  s3Url({ bucket, key: prefix });

/** Opens the bucket of a place for as long as the work takes. */
export async function inBucket<Value>(
  { bucket: name }: S3Place,
  work: (bucket: Bucket) => Promise<Value>,
): Promise<Value> {
  const bucket = await openBucket(name);
  try {
    return await work(bucket);
  } finally {
    bucket.client.destroy();
  }
}

/** Whose the place is: the id of a lease, or nothing where there is no marker. */
export async function leaseAt(bucket: Bucket, place: S3Place): Promise<string | undefined> {
  const key = markerKey(place);
  const request = {
    place: s3Url({ bucket: bucket.name, key }),
    doing: 'reading',
    action: 's3:GetObject',
  };
  const text = await explained(request, async () => {
    const pieces: Uint8Array[] = [];
    for await (const piece of readObject(bucket, key)) pieces.push(piece);
    return String(Buffer.concat(pieces));
  }).catch((error: unknown) => {
    if (error instanceof StoreError && codeOf(error.cause) === 'NoSuchKey') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  // Something that is no marker of ours is somebody's all the same.
  return parseLeaseMarker(text)?.lease ?? 'nobody we know';
}

/** Marks the place as the lease's. @returns whether it was nobody's before */
export async function mark(bucket: Bucket, place: S3Place, lease: Lease): Promise<boolean> {
  const key = markerKey(place);
  const parts = partsOfBytes(Buffer.from(`${leaseMarker(lease)}\n`));
  const request = {
    place: s3Url({ bucket: bucket.name, key }),
    doing: 'writing',
    action: 's3:PutObject',
  };
  const { isStored } = await explained(request, () =>
    upload(bucket, key, { parts, ifAbsent: true }),
  );
  return isStored;
}

/** All objects of a table, whoever has put them there. */
export async function objectsIn(bucket: Bucket, folder: string): Promise<readonly ObjectInfo[]> {
  const found: ObjectInfo[] = [];
  const place = s3Url({ bucket: bucket.name, key: folder });
  await explained({ place, doing: 'listing', action: 's3:ListBucket' }, async () => {
    for await (const page of listObjects(bucket, folder)) found.push(...page);
  });
  return found;
}
