import { StateFailure } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { ObjectStore, StoredObject } from '../ports.ts';
import { messageOf, readFailure } from './read-failure.ts';

export async function* listObjects(
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
  objects: ObjectStore,
): AsyncGenerator<StoredObject, void, undefined> {
  try {
    yield* objects.list(bucket, prefix);
  } catch (error) {
    throw error instanceof StateFailure
      ? error
      : readFailure({ bucket, key: prefix }, messageOf(error), { cause: error });
  }
}

/**
 * An object as an item: what `ListObjectsV2` tells about it.
 *
 * Source: AWS Step Functions developer guide, "ItemReader (Map)".
 */
export function describeObject({ key, bytes, lastModified, etag }: StoredObject): JsonObject {
  return {
    Etag: etag,
    Key: key,
    LastModified: Math.floor(lastModified / 1000),
    Size: bytes,
    StorageClass: 'STANDARD',
  };
}
