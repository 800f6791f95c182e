import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UNFINISHED } from '../directory-store.ts';

/** Files with the bytes of objects, in a folder of this machine. */
export interface Fetched {
  /**
   * Path of a file with the content that the etag tells. It is downloaded unless it is there; of several callers at
   * once, one does.
   */
  fetch(key: string, etag: string, read: () => AsyncIterable<Uint8Array>): Promise<string>;
  /** Deletes the files of all objects of a folder, and of an object of that key. */
  forget(key: string): Promise<void>;
}

export function createFetched(root: string): Fetched {
  const folderOf = (key: string): string => join(root, ...key.split('/'));
  const onTheirWay = new Map<string, Promise<void>>();
  return {
    async fetch(key, etag, read) {
      const version = createHash('sha256').update(etag).digest('hex').slice(0, 16);
      // Programs tell what is in a file by the end of its name.
      const path = join(folderOf(key), `${version}-${basename(key)}`);
      const arriving = onTheirWay.get(path) ?? download(path, read);
      onTheirWay.set(path, arriving);
      try {
        await arriving;
        return path;
      } finally {
        onTheirWay.delete(path);
      }
    },
    forget: (key) => rm(folderOf(key), { recursive: true, force: true }),
  };
}

async function download(path: string, read: () => AsyncIterable<Uint8Array>): Promise<void> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${randomBytes(6).toString('hex')}${UNFINISHED}`;
  try {
    await pipeline(read(), createWriteStream(unfinished, { flags: 'wx' }));
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}
