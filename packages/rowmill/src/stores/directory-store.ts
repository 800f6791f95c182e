import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { StoreError } from '../errors.ts';
import type { ObjectInfo, ObjectStore } from './object-store.ts';

/** Files and folders that are not complete yet end like this; `list` and `folders` do not show them. */
export const UNFINISHED = '.unfinished';

/** Keeps objects as files below one folder. Writes go to a temporary name, to disk, then to their own name. */
export function createDirectoryStore(root: string): ObjectStore {
  const path = (key: string): string => {
    if (key === '' || key.split('/').some((part) => part === '' || part === '.' || part === '..')) {
      throw new StoreError(root, `"${key}" is not a key`);
    }
    return join(root, ...key.split('/'));
  };
  return {
    path,
    describe: () => `directory ${root}`,
    async put(key, body, { ifAbsent = false } = {}) {
      const file = path(key);
      return explained(root, `writing ${key}`, () => putFile(file, body, ifAbsent));
    },
    get: (key) => explained(root, `reading ${key}`, () => readFile(path(key))),
    async head(key) {
      const found = await stat(path(key)).catch(absent);
      return found?.isFile() ? { key, bytes: found.size } : undefined;
    },
    list: (prefix) => listFiles(root, prefix),
    folders: (prefix) => listFolders(root, prefix),
    delete: (key) => explained(root, `deleting ${key}`, () => rm(path(key), { force: true })),
  };
}

async function listFiles(root: string, prefix: string): Promise<readonly ObjectInfo[]> {
  const folder = join(root, ...prefix.split('/').slice(0, -1));
  const entries =
    (await readdir(folder, { recursive: true, withFileTypes: true }).catch(absent)) ?? [];
  const keys = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(UNFINISHED))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((key) => key.startsWith(prefix))
    .sort();
  const found = await Promise.all(
    keys.map(async (key) => ({
      key,
      file: await stat(join(root, ...key.split('/'))).catch(absent),
    })),
  );
  // What was deleted since the folder was read is not there.
  return found.flatMap(({ key, file }) => (file === undefined ? [] : [{ key, bytes: file.size }]));
}

async function listFolders(root: string, prefix: string): Promise<readonly string[]> {
  const entries =
    (await readdir(join(root, ...prefix.split('/')), { withFileTypes: true }).catch(absent)) ?? [];
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.endsWith(UNFINISHED))
    .map(({ name }) => name)
    .sort();
}

async function putFile(
  file: string,
  body: Uint8Array | string,
  ifAbsent: boolean,
): Promise<boolean> {
  await makeFolder(dirname(file));
  const temporary = `${file}.${randomBytes(6).toString('hex')}${UNFINISHED}`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(body);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!ifAbsent) {
      await rename(temporary, file);
      return true;
    }
    // A link fails where the name is taken, which a rename does not.
    return await link(temporary, file).then(
      () => true,
      (error: unknown) => {
        if (codeOf(error) === 'EEXIST') return false;
        throw error;
      },
    );
  } finally {
    await rm(temporary, { force: true });
  }
}

/** With `recursive`, Node tells that a folder does not exist where it means that it cannot be made (read-only disks). */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    let missing = path;
    while ((await stat(dirname(missing)).catch(absent)) === undefined) missing = dirname(missing);
    await mkdir(missing);
    await mkdir(path, { recursive: true });
  }
}

function absent(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
  throw error;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

async function explained<Value>(
  root: string,
  doing: string,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw StoreError.of(root, doing, error);
  }
}
