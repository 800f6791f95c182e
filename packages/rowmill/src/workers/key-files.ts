import { randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { type Batch, type BatchTable, openKeyWriter } from '@rowmill/core/kernels';
import type { TableKeys } from './jobs.ts';
import { writeFully } from './write-fully.ts';

/** Files of keys of one worker; without keys to compute it does nothing. */
export interface KeyFiles {
  add(batch: Batch): void;
  /** Writes what is left. */
  finish(): void;
  close(): void;
}

const NONE: KeyFiles = { add: () => {}, finish: () => {}, close: () => {} };

/** Opens a file for each set of keys. They belong to one run, so nothing is synced to disk. */
export function openKeyFiles(keys: TableKeys | undefined, { memory }: BatchTable): KeyFiles {
  if (keys === undefined || keys.sets.length === 0) return NONE;
  const name = randomUUID();
  const files = keys.sets.map(({ form, directory }) => {
    const descriptor = openSync(join(directory, name), 'w');
    let position = 0;
    return {
      form,
      descriptor,
      write: (bytes: Uint8Array) => {
        position += writeFully(descriptor, bytes, position);
      },
    };
  });
  const writer = openKeyWriter(memory, keys.secret, files);
  return {
    add: writer.add,
    finish: writer.finish,
    close: () => {
      for (const { descriptor } of files) closeSync(descriptor);
    },
  };
}
