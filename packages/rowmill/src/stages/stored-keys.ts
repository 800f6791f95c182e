import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type DistantSegment,
  type KeyWindow,
  type ReadKeyBytes,
  readDistantSegments,
  segmentWindow,
} from '@rowmill/core/engine';
import type { StageContext } from '../ports.ts';
import { isDirectoryStore } from '../stores/directory-store.ts';
import { eachOf } from '../stores/each-of.ts';
import type { ObjectInfo, ObjectStore } from '../stores/object-store.ts';
import type { StoredKeySet, StoredKeys } from '../validation/dataset-keys.ts';
import type { PlannedRun } from './planned-run.ts';
import { keyFile, keyFolder } from './shard-file.ts';
import { shardsOfTable } from './shards.ts';

/** The keys of all shards; undefined where some are gone: a run that was cleaned up and driven again has none. */
export async function storedKeys(
  { plan, keys, sizing }: Pick<PlannedRun, 'plan' | 'keys' | 'sizing'>,
  { files, store }: Pick<StageContext, 'files' | 'store'>,
): Promise<StoredKeys | undefined> {
  const found = await store.list(files.key('keys/'));
  const there = new Map(found.map((info) => [info.key, info]));
  const sets: StoredKeySet[] = [];
  for (const set of keys.sets) {
    const table = plan.tables.find(({ name }) => name === set.table);
    if (table === undefined) return undefined;
    const shards = shardsOfTable(table, sizing);
    const objects = shards.flatMap(
      ({ shard }) => there.get(files.key(keyFile(set.name, shard))) ?? [],
    );
    if (objects.length < shards.length) return undefined;
    sets.push({ ...set, ...filesOf(objects, files.key(keyFolder(set.name)), store) });
  }
  return { sets };
}

/** Ranges are small, and waiting for their first byte is most of it; the SDK of AWS opens up to 50 connections. */
const AT_ONCE = 48;

type KeyFiles = Pick<StoredKeySet, 'distantBytes' | 'files' | 'release'>;

function filesOf(objects: readonly ObjectInfo[], folder: string, store: ObjectStore): KeyFiles {
  if (isDirectoryStore(store)) {
    const files = async () => objects.map(({ key }) => store.path(key));
    return { distantBytes: 0, files, release: async () => undefined };
  }
  return distantFiles(objects, folder, store);
}

/** Keys that are elsewhere: of large sets, a few partitions fit here at a time. */
export function distantFiles(
  objects: readonly ObjectInfo[],
  folder: string,
  store: Pick<ObjectStore, 'range' | 'localPath'>,
): KeyFiles {
  const heads = new Map<string, Promise<readonly DistantSegment[]>>();
  const windows = store.localPath(`${folder}.window`);
  const bring = async (object: ObjectInfo, window: KeyWindow): Promise<string> => {
    const { key, bytes } = object;
    const read: ReadKeyBytes = (range) => store.range(key, range);
    const segments = heads.get(key) ?? readDistantSegments(bytes, read);
    heads.set(key, segments);
    const path = join(windows, key.slice(folder.length + 1));
    await mkdir(dirname(path), { recursive: true });
    await pipeline(Readable.from(piecesOf(await segments, window, read)), createWriteStream(path));
    return path;
  };
  return {
    distantBytes: objects.reduce((sum, { bytes }) => sum + bytes, 0),
    files: (window) => eachOf(objects, (object) => bring(object, window), AT_ONCE),
    release: () => rm(windows, { recursive: true, force: true }),
  };
}

async function* piecesOf(
  segments: readonly DistantSegment[],
  window: KeyWindow,
  read: ReadKeyBytes,
): AsyncGenerator<Uint8Array> {
  for (const segment of segments) yield* segmentWindow(segment, window, read);
}
