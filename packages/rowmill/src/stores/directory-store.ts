import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  type FileHandle,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
} from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { StoreError } from '../errors.ts';
import type {
  ByteRange,
  DirectoryStore,
  ObjectInfo,
  ObjectStore,
  PutOptions,
} from './object-store.ts';

/** Files and folders that are not complete yet end like this; `list` and `folders` do not show them. */
export const UNFINISHED = '.unfinished';

/** Keeps objects as files below one folder. Writes go to a temporary name, to disk, then to their own name. */
export function createDirectoryStore(root: string): DirectoryStore {
  const path = (key: string): string => {
    if (key === '' || key.split('/').some((part) => part === '' || part === '.' || part === '..')) {
      throw new StoreError(root, `"${key}" is not a key`);
    }
    return join(root, ...key.split('/'));
  };
  /** How the paths of objects begin whose keys begin with the prefix. */
  const startOf = (prefix: string): string =>
    prefix.endsWith('/') ? join(path(prefix.slice(0, -1)), sep) : path(prefix);
  const doing = <Value>(what: string, work: () => Promise<Value>): Promise<Value> =>
    explained(root, what, work);
  return {
    root,
    path,
    place: path,
    localPath: path,
    describe: () => `directory ${root}`,
    async put(key, body, options = {}) {
      const file = path(key);
      return doing(`writing ${key}`, () => putFile(file, body, options));
    },
    async write(key, body) {
      const file = path(key);
      await doing(`writing ${key}`, () => putFile(file, body, {}));
    },
    get: (key) => doing(`reading ${key}`, () => readFile(path(key))),
    range: (key, range) => doing(`reading ${key}`, () => readRange(path(key), range)),
    read: (key) => readPieces(root, key, path(key)),
    head: (key) => infoOf(key, path(key)),
    list: (prefix) => listFiles(root, prefix),
    folders: (prefix) => listFolders(root, prefix),
    delete: (key) => doing(`deleting ${key}`, () => rm(path(key), { force: true })),
    deleteFolder: (folder) => doing(`deleting ${folder}`, () => deleteFolder(path(folder), root)),
    moveFolder: (from, to) => doing(`moving ${from}`, () => moveFolder(path(from), path(to))),
    publish: async (key) => {
      if ((await infoOf(key, path(key))) !== undefined) return true;
      throw new StoreError(root, `storing ${key}: there is no such file`);
    },
    fetch: async (key) => {
      if ((await infoOf(key, path(key))) !== undefined) return path(key);
      throw new StoreError(root, `reading ${key}: it does not exist`);
    },
    release: async () => undefined,
    discardUnfinished: (prefix, before) =>
      doing(`clearing ${prefix}`, () => discardUnfinished(startOf(prefix), before.getTime())),
  };
}

/**
 * The store as one of files.
 *
 * @param purpose what needs it to be one, for the message
 * @throws {@link StoreError} when its objects are no files.
 */
export function directoryStoreOf(store: ObjectStore, purpose: string): DirectoryStore {
  if (isDirectoryStore(store)) return store;
  throw new StoreError(
    store.describe(),
    `${purpose} needs files of this machine, and the store has none - run without --engine aws`,
  );
}

/** Whether objects are files, which programs of this machine can read where they are. */
export const isDirectoryStore = (store: ObjectStore): store is DirectoryStore => 'root' in store;

async function infoOf(key: string, file: string): Promise<ObjectInfo | undefined> {
  const found = await stat(file).catch(absent);
  if (!found?.isFile()) return undefined;
  const modified = Math.trunc(found.mtimeMs);
  const etag = `"${modified.toString(16)}-${found.size}"`;
  return { key, bytes: found.size, modified, etag };
}

async function readRange(file: string, { start, end }: ByteRange): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const bytes = Buffer.allocUnsafe(end - start);
    for (let filled = 0; filled < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0)
        throw new RangeError(`it has ${start + filled} bytes, and ${end} were asked for`);
      filled += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}

async function* readPieces(root: string, key: string, file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw StoreError.of(root, `reading ${key}`, error);
  }
}

/** A folder is there for what is in it: the one above goes with the last that it has. */
async function deleteFolder(folder: string, root: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const parent = dirname(folder);
  // Fails while there is something in it.
  if (parent !== root && dirname(parent) !== root) await rmdir(parent).catch(() => undefined);
}

async function moveFolder(from: string, to: string): Promise<void> {
  if ((await stat(from).catch(absent)) === undefined) return;
  await mkdir(dirname(to), { recursive: true });
  await rm(to, { recursive: true, force: true });
  await rename(from, to);
}

async function discardUnfinished(start: string, before: number): Promise<void> {
  const options = { recursive: true, withFileTypes: true } as const;
  const folder = start.endsWith(sep) ? start : dirname(start);
  const entries = (await readdir(folder, options).catch(absent)) ?? [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !path.startsWith(start) || !path.endsWith(UNFINISHED)) continue;
    const found = await stat(path).catch(absent);
    if (found !== undefined && found.mtimeMs < before) await rm(path, { force: true });
  }
}

async function listFiles(root: string, prefix: string): Promise<readonly ObjectInfo[]> {
  const folder = join(root, ...prefix.split('/').slice(0, -1));
  const entries =
    (await readdir(folder, { recursive: true, withFileTypes: true }).catch(absent)) ?? [];
  const keys = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(UNFINISHED))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((key) => key.startsWith(prefix))
    .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const found = await Promise.all(keys.map((key) => infoOf(key, join(root, ...key.split('/')))));
  // What was deleted since the folder was read is not there.
  return found.flatMap((info) => info ?? []);
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
  body: Uint8Array | string | AsyncIterable<Uint8Array | string>,
  { ifAbsent = false, isPrivate = false }: PutOptions,
): Promise<boolean> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}${UNFINISHED}`;
  try {
    const handle = await openNew(temporary, isPrivate ? 0o600 : 0o666);
    try {
      await handle.writeFile(body as Parameters<typeof handle.writeFile>[0]);
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

/** Others may take a folder away in the moment in which there is nothing in it. */
const FOLDER_ATTEMPTS = 200;
/** Node takes a folder that went away while it made one in it for a file: ENOTDIR. */
const RACED: ReadonlySet<string | undefined> = new Set(['EEXIST', 'ENOENT', 'ENOTDIR']);

async function openNew(file: string, mode: number): Promise<FileHandle> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await makeFolder(dirname(file));
      return await open(file, 'wx', mode);
    } catch (error) {
      if (!RACED.has(codeOf(error)) || attempt === FOLDER_ATTEMPTS) throw error;
    }
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
