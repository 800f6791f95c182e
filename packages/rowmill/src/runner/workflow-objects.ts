import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ObjectStore as WorkflowObjects } from '@rowmill/asl';
import { RUN_BUCKET } from '../runs/run-files.ts';
import { UNFINISHED } from '../stores/directory-store.ts';
import type { ObjectStore } from '../stores/object-store.ts';

/**
 * The store as the workflow sees it: item readers and result writers read and write it as a stream, so that lists may
 * be longer than the memory is large. It is one bucket, {@link RUN_BUCKET}.
 */
export function workflowObjects(store: ObjectStore): WorkflowObjects {
  return {
    async *read(bucket, key) {
      checkBucket(bucket);
      const found = await store.head(key);
      if (found === undefined) throw named('NoSuchKey', `there is no object ${key}`);
      yield* createReadStream(store.path(key)) as AsyncIterable<Uint8Array>;
    },
    async *list(bucket, prefix) {
      checkBucket(bucket);
      for (const { key, bytes } of await store.list(prefix)) {
        const { mtimeMs } = await stat(store.path(key));
        const lastModified = Math.trunc(mtimeMs);
        yield { key, bytes, lastModified, etag: `"${lastModified.toString(16)}-${bytes}"` };
      }
    },
    async write(bucket, key, body) {
      checkBucket(bucket);
      await writeWhole(store.path(key), body);
    },
  };
}

function checkBucket(bucket: string): void {
  if (bucket === RUN_BUCKET) return;
  throw named(
    'NoSuchBucket',
    `there is no bucket ${bucket} - the store is the bucket ${RUN_BUCKET}`,
  );
}

/** Item readers tell what is not there by the names that S3 gives. */
function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

async function writeWhole(file: string, body: AsyncIterable<string>): Promise<void> {
  const unfinished = `${file}${UNFINISHED}`;
  await mkdir(dirname(file), { recursive: true });
  try {
    await pipeline(Readable.from(body), createWriteStream(unfinished));
    const handle = await open(unfinished, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}
