import { StoreError } from '../errors.ts';
import type { ObjectStore } from './object-store.ts';

/**
 * The folder of one run in the store: what its tasks hand on to one another. Any process finds there what it needs to
 * go on with the run.
 */
export interface RunDirectory {
  /** Key of a file in the store. */
  key(name: string): string;
  /** Path of a file or folder, for what writes files itself; see {@link ObjectStore.localPath}. */
  localPath(name: string): string;
  /** Stores the file at a local path; see {@link ObjectStore.publish}. */
  publish(name: string): Promise<void>;
  /** @returns undefined when there is no such file */
  find<Value>(name: string): Promise<Value | undefined>;
  /** @throws {@link StoreError} when there is no such file: an earlier task of the run writes it */
  read<Value>(name: string): Promise<Value>;
  /** Replaces a file. */
  write(name: string, value: unknown): Promise<void>;
  /** Replaces a file by one JSON value on each line. */
  writeLines(name: string, values: readonly unknown[]): Promise<void>;
  /** Writes a file unless it is there already. @returns whether it was written */
  create(name: string, value: unknown): Promise<boolean>;
  /** Names of the files below a folder, in order; `shards/` … */
  list(folder: string): Promise<readonly string[]>;
  delete(name: string): Promise<void>;
  deleteFolder(folder: string): Promise<void>;
}

/** @param prefix key of the folder: `runs/<run id>` */
export function openRunDirectory(store: ObjectStore, prefix: string): RunDirectory {
  const key = (name: string): string => `${prefix}/${name}`;
  const find = async <Value>(name: string): Promise<Value | undefined> => {
    if ((await store.head(key(name))) === undefined) return undefined;
    return parse<Value>(String(await store.get(key(name))), key(name));
  };
  return {
    key,
    localPath: (name) => store.localPath(key(name)),
    async publish(name) {
      await store.publish(key(name));
    },
    find,
    async read<Value>(name: string) {
      const value = await find<Value>(name);
      if (value !== undefined) return value;
      throw new StoreError(
        key(name),
        'it is gone, although an earlier stage of the run wrote it - run again',
      );
    },
    async write(name, value) {
      await store.put(key(name), textOf(value));
    },
    writeLines: (name, values) => store.write(key(name), linesOf(values)),
    create: (name, value) => store.put(key(name), textOf(value), { ifAbsent: true }),
    async list(folder) {
      const found = await store.list(key(folder));
      return found.map((info) => info.key.slice(prefix.length + 1));
    },
    delete: (name) => store.delete(key(name)),
    deleteFolder: (folder) => store.deleteFolder(key(folder)),
  };
}

const textOf = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const LINES_OF_PIECE = 1000;

/** Lists may be longer than what one text can hold. */
async function* linesOf(values: readonly unknown[]): AsyncGenerator<string> {
  for (let from = 0; from < values.length; from += LINES_OF_PIECE)
    yield values
      .slice(from, from + LINES_OF_PIECE)
      .map((value) => `${JSON.stringify(value)}\n`)
      .join('');
}

function parse<Value>(text: string, key: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch (error) {
    throw StoreError.unreadable(key, error);
  }
}
