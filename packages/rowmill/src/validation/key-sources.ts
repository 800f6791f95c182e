import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { DataError } from '@rowmill/core';
import { type KeySource, type PartitionRange, partitionWindows } from '@rowmill/core/engine';
import type { StoredKeySet } from './dataset-keys.ts';

type SearchedSet = Pick<StoredKeySet, 'distantBytes' | 'files' | 'release'>;

/** Keys that are brought here at once: what a small machine has room for. */
const WINDOW_BYTES = 4 * 2 ** 30;

/**
 * Searches sets of keys, partition by partition where they are too large to be brought here as a whole.
 *
 * @param use searches what it is given, one list of sources for each set
 * @returns what it found, in the order of the partitions
 */
export async function searchKeySets<Result>(
  sets: readonly SearchedSet[],
  use: (...sources: (readonly KeySource[])[]) => Result,
  windowBytes: number = WINDOW_BYTES,
): Promise<readonly Result[]> {
  const bytes = sets.reduce((sum, { distantBytes }) => sum + distantBytes, 0);
  const results: Result[] = [];
  for (const partitions of partitionWindows(Math.ceil(bytes / windowBytes)))
    results.push(await searchWindow(sets, partitions, use));
  return results;
}

async function searchWindow<Result>(
  sets: readonly SearchedSet[],
  partitions: PartitionRange,
  use: (...sources: (readonly KeySource[])[]) => Result,
): Promise<Result> {
  const descriptors: number[] = [];
  const open = (file: string): KeySource => {
    const descriptor = openSync(file, 'r');
    descriptors.push(descriptor);
    return {
      byteLength: fstatSync(descriptor).size,
      read: (position, into) => readFully(descriptor, into, position, file),
    };
  };
  try {
    const sources: (readonly KeySource[])[] = [];
    for (const set of sets) sources.push((await set.files(partitions)).map(open));
    return use(...sources);
  } finally {
    for (const descriptor of descriptors) closeSync(descriptor);
    for (const set of sets) await set.release();
  }
}

function readFully(descriptor: number, into: Uint8Array, position: number, file: string): void {
  for (let done = 0; done < into.length; ) {
    const count = readSync(descriptor, into, done, into.length - done, position + done);
    if (count === 0) throw new DataError(file, undefined, 'ends too early - run again');
    done += count;
  }
}
