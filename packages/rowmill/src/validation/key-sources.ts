import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { DataError } from '@rowmill/core';
import type { KeySource } from '@rowmill/core/engine';
import type { StoredKeySet } from './dataset-keys.ts';

/** Opens the files of some sets of keys, one list for each set, and closes them when `use` is done. */
export function withKeySources<Result>(
  sets: readonly Pick<StoredKeySet, 'files'>[],
  use: (...sources: (readonly KeySource[])[]) => Result,
): Result {
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
    return use(...sets.map(({ files }) => files.map(open)));
  } finally {
    for (const descriptor of descriptors) closeSync(descriptor);
  }
}

function readFully(descriptor: number, into: Uint8Array, position: number, file: string): void {
  for (let done = 0; done < into.length; ) {
    const count = readSync(descriptor, into, done, into.length - done, position + done);
    if (count === 0) throw new DataError(file, undefined, 'ends too early - run again');
    done += count;
  }
}
