import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { DataError } from '@rowmill/core';
import { type KeySource, type KeyWindow, partitionWindows } from '@rowmill/core/engine';
import type { StoredKeySet } from './dataset-keys.ts';

type SearchedSet = Pick<StoredKeySet, 'distantBytes' | 'files' | 'release'>;

/** Bytes of keys that are brought here at once; the functions of a deployment have 10 GB of disk. */
const WINDOW_BYTES = 8 * 2 ** 30;

/**
 * Searches sets of keys, partition by partition where they are too large to be brought here as a whole. Row numbers,
 * a third of the bytes, are brought only for partitions in which something is found.
 *
 * @param search gives the rows that are found, none for an empty list, undefined where there are more than `limit`
 * @param limit most rows to give
 * @returns rows in ascending order; undefined where there are more
 */
export async function searchKeySets(
  sets: readonly SearchedSet[],
  search: SearchKeys,
  { limit, windowBytes = WINDOW_BYTES }: { readonly limit: number; readonly windowBytes?: number },
): Promise<readonly number[] | undefined> {
  const bytes = sets.reduce((sum, { distantBytes }) => sum + distantBytes, 0);
  const rows: number[] = [];
  for (const partitions of partitionWindows(Math.ceil(bytes / windowBytes))) {
    const window = (hasRows: boolean) => ({ ...partitions, hasRows });
    if (bytes > 0) {
      const first = await searchWindow(sets, window(false), (sources) => search(sources, 0));
      if (first?.length === 0) continue;
    }
    const some = await searchWindow(sets, window(true), (sources) => search(sources, limit));
    if (some === undefined || rows.length + some.length > limit) return undefined;
    rows.push(...some);
  }
  return rows.sort((a, b) => a - b);
}

/** @param sources of each set */
type SearchKeys = (
  sources: readonly (readonly KeySource[])[],
  limit: number,
) => readonly number[] | undefined;

async function searchWindow<Result>(
  sets: readonly SearchedSet[],
  window: KeyWindow,
  use: (sources: readonly (readonly KeySource[])[]) => Result,
): Promise<Result> {
  const files = openKeyFiles();
  try {
    const sources: (readonly KeySource[])[] = [];
    for (const set of sets) sources.push((await set.files(window)).map(files.source));
    return use(sources);
  } finally {
    files.close();
    for (const set of sets) await set.release();
  }
}

/** A set has up to a thousand files, a search two sets; functions of AWS may have 1,024 files and connections open. */
const MOST_OPEN = 768;

/** Files of keys. The first that are read stay open; of those beyond, one is open while it is read. */
function openKeyFiles() {
  const descriptors = new Map<string, number>();
  const read = (file: string, position: number, into: Uint8Array): void => {
    const known = descriptors.get(file);
    const descriptor = known ?? openSync(file, 'r');
    const staysOpen = known !== undefined || descriptors.size < MOST_OPEN;
    if (staysOpen) descriptors.set(file, descriptor);
    try {
      readFully(descriptor, into, position, file);
    } finally {
      if (!staysOpen) closeSync(descriptor);
    }
  };
  return {
    source: (file: string): KeySource => ({
      byteLength: statSync(file).size,
      read: (position, into) => read(file, position, into),
    }),
    close() {
      for (const descriptor of descriptors.values()) closeSync(descriptor);
    },
  };
}

function readFully(descriptor: number, into: Uint8Array, position: number, file: string): void {
  for (let done = 0; done < into.length; ) {
    const count = readSync(descriptor, into, done, into.length - done, position + done);
    if (count === 0) throw new DataError(file, undefined, 'ends too early - run again');
    done += count;
  }
}
