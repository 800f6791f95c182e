import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { DataError } from '@rowmill/core';
import type { KeySource } from '@rowmill/core/engine';
import type { StoredKeySet } from './dataset-keys.ts';

/** Opens the files of some sets of keys, one list for each set, and closes them when `use` is done. */
export async function withKeySources<Result>(
  sets: readonly Pick<StoredKeySet, 'files' | 'release'>[],
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
    for (const set of sets) sources.push((await set.files()).map(open));
    return use(...sources);
  } finally {
    for (const descriptor of descriptors) closeSync(descriptor);
    // Sets are large: where they had to be fetched, few fit beside each other.
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
