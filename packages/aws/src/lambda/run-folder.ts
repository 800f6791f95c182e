import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type ObjectStore, StoreError } from 'rowmill/engine';
import { runFilesFolder } from '../deployment.ts';

/**
 * Copies what a request brings along (schemas and the like) to a folder of this machine, where paths of the request
 * start.
 *
 * @throws StoreError when it cannot be read or written.
 */
export async function copyRunFiles(
  store: ObjectStore,
  run: string,
  directory: string,
): Promise<void> {
  const folder = `${runFilesFolder(run)}/`;
  await mkdir(directory, { recursive: true });
  for (const { key } of await store.list(folder)) {
    const path = join(directory, ...key.slice(folder.length).split('/'));
    if (relative(directory, path).startsWith('..'))
      throw new StoreError(store.place(key), 'is outside of the folder of the request - delete it');
    try {
      await mkdir(dirname(path), { recursive: true });
      await pipeline(store.read(key), createWriteStream(path));
    } catch (error) {
      throw StoreError.of(path, `copying ${store.place(key)}`, error);
    }
  }
}
