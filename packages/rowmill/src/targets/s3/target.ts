import type { Lease, LedgerObject } from '../../environments/lease.ts';
import { NotOursError, TargetError } from '../../errors.ts';
import type { Bucket } from '../../stores/s3/bucket.ts';
import { parseS3Url } from '../../stores/s3/s3-url.ts';
import type { FormatChoice } from '../../workers/jobs.ts';
import type { S3LoadJob, Target } from '../target.ts';
import {
  describePlace,
  inBucket,
  leaseAt,
  mark,
  markerKey,
  objectsIn,
  type S3Place,
  tableFolder,
} from './place.ts';
import { removeParts, s3Remover } from './remover.ts';
import { checkParts } from './verify.ts';

export interface S3TargetOptions {
  /** `s3://bucket/prefix` */
  readonly url: string;
  readonly format: FormatChoice;
  readonly lease: Lease;
}

/**
 * Tables as part files below a prefix of a bucket, for as long as the lease: `prefix/users/part-00000.parquet`. Each shard
 * is a part that any worker can write. What others have there is never replaced and never deleted. Region and credentials
 * are found as the AWS SDK finds them.
 */
export function createS3Target({ url, format, lease }: S3TargetOptions): Target {
  const { bucket, key } = parseS3Url(url);
  const place: S3Place = { bucket, prefix: key.replace(/\/+$/, '') };
  const name = describePlace(place);
  const objectOf = (kind: 'folder' | 'object', at: string): LedgerObject => ({
    target: 's3',
    kind,
    name: at,
    place: { bucket, prefix: place.prefix },
  });
  return {
    kind: 's3',
    describe: () => name,
    notes: () => [],
    provision: (tables) => {
      const folders = tables.map((table) => tableFolder(place, table.name));
      const objects = [
        ...folders.map((folder) => objectOf('folder', folder)),
        objectOf('object', markerKey(place)),
      ];
      return inBucket(place, (opened) => claim(opened, { place, folders, objects, lease }));
    },
    loadJob: (table): S3LoadJob => ({
      kind: 's3',
      place,
      folder: tableFolder(place, table.name),
      lease: lease.id,
      format,
    }),
    state: () => ({}),
    // A part is written as a whole: it is there or it is not.
    beginDeliveries: async () => {},
    endDeliveries: async () => {},
    finish: async () => {},
    verifies: 'checksum',
    verify: (expected) =>
      inBucket(place, (opened) =>
        Promise.all(
          expected.map((sent) => checkParts(opened, tableFolder(place, sent.table.name), sent)),
        ),
      ),
    variables: () => ({ ROWMILL_S3_URL: name }),
    async remove() {
      const own = lease.objects.filter(
        (object) =>
          object.target === 's3' &&
          object.place.bucket === bucket &&
          object.place.prefix === place.prefix,
      );
      const { removed, problems, gone } = await s3Remover(own, lease.id);
      await lease.forget(gone);
      if (problems[0] !== undefined) throw problems[0];
      return removed;
    },
  };
}

interface Claim {
  readonly place: S3Place;
  readonly folders: readonly string[];
  readonly objects: readonly LedgerObject[];
  readonly lease: Lease;
}

/** Everything goes on record before it exists. Of two that ask at once, the marker tells who has the place. */
async function claim(bucket: Bucket, { place, folders, objects, lease }: Claim): Promise<void> {
  const owner = await leaseAt(bucket, place);
  const notOurs = () =>
    new NotOursError(describePlace(place), 'its prefix', 'another environment uses it');
  if (owner !== undefined && owner !== lease.id) throw notOurs();
  if (owner === undefined) await refuseOthers(bucket, place, folders);
  await lease.record(objects);
  if (owner === undefined && !(await mark(bucket, place, lease))) {
    if ((await leaseAt(bucket, place)) !== lease.id) {
      await lease.forget(objects);
      throw notOurs();
    }
  }
  // Parts of an earlier try of the run.
  for (const folder of folders) await removeParts(bucket, folder, true);
}

async function refuseOthers(
  bucket: Bucket,
  place: S3Place,
  folders: readonly string[],
): Promise<void> {
  for (const folder of folders) {
    const [found] = await objectsIn(bucket, folder);
    if (found === undefined) continue;
    const problem = `${found.key} is there already - remove it, or choose another prefix`;
    throw new TargetError(describePlace(place), problem);
  }
}
