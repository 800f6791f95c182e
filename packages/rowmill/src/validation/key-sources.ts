import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '@rowmill/core';
import type { KeySource } from '@rowmill/core/engine';
import { UNFINISHED } from '../stores/directory-store.ts';
import type { KeySet } from './dataset-keys.ts';

/** Opens the files of some sets of keys, one list for each set, and closes them when `use` is done. */
export function withKeySources<Result>(
  sets: readonly KeySet[],
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
    return use(
      ...sets.map(({ directory }) =>
        finishedFiles(directory).map((name) => open(join(directory, name))),
      ),
    );
  } finally {
    for (const descriptor of descriptors) closeSync(descriptor);
  }
}

/** A worker that was killed left its file half written; the shard was made again. */
function finishedFiles(directory: string): string[] {
  return readdirSync(directory).filter((name) => !name.endsWith(UNFINISHED));
}

function readFully(descriptor: number, into: Uint8Array, position: number, file: string): void {
  for (let done = 0; done < into.length; ) {
    const count = readSync(descriptor, into, done, into.length - done, position + done);
    if (count === 0) throw new DataError(file, undefined, 'ends too early - run again');
    done += count;
  }
}
