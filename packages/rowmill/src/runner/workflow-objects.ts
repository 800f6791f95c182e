import type { ObjectStore as WorkflowObjects } from '@rowmill/asl';
import { RUN_BUCKET } from '../runs/run-files.ts';
import type { ObjectStore } from '../stores/object-store.ts';

/**
 * The store as the workflow sees it: item readers and result writers read and write it as a stream, so that lists may
 * be longer than the memory is large.
 *
 * @param bucket name of the store in documents; everything else is a bucket that is not there
 */
export function workflowObjects(store: ObjectStore, bucket: string = RUN_BUCKET): WorkflowObjects {
  const check = (asked: string): void => {
    if (asked === bucket) return;
    throw named('NoSuchBucket', `there is no bucket ${asked} - the store is the bucket ${bucket}`);
  };
  return {
    async *read(asked, key) {
      check(asked);
      if ((await store.head(key)) === undefined)
        throw named('NoSuchKey', `there is no object ${key}`);
      yield* store.read(key);
    },
    async *list(asked, prefix) {
      check(asked);
      for (const { key, bytes, modified, etag } of await store.list(prefix))
        yield { key, bytes, lastModified: modified, etag };
    },
    async write(asked, key, body) {
      check(asked);
      await store.write(key, body);
    },
  };
}

/** Item readers tell what is not there by the names that S3 gives. */
function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
