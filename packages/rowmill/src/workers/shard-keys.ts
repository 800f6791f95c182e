import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { type Batch, type BatchTable, openKeyWriter } from '@rowmill/core/kernels';
import { UNFINISHED } from '../stores/directory-store.ts';
import type { TableKeys } from './jobs.ts';
import { writeFully } from './write-fully.ts';

/** Keys of a table that is made shard by shard: one file for each shard and set. */
export interface ShardKeys {
  /** Begins the files of a shard. They belong to one run, so nothing is synced to disk. */
  begin(shard: number): void;
  add(batch: Batch): void;
  /** Writes what is left and names the files; those of an earlier try are replaced. */
  finish(): void;
  /** Removes the files of a shard that failed. */
  abandon(): void;
}

const NONE: ShardKeys = { begin: () => {}, add: () => {}, finish: () => {}, abandon: () => {} };

/** One writer serves all shards: its memory is reserved once for each table that is opened. */
export function openShardKeys(keys: TableKeys | undefined, { memory }: BatchTable): ShardKeys {
  if (keys === undefined || keys.sets.length === 0) return NONE;
  let files: KeyFile[] = [];
  const targets = keys.sets.map(({ form }, set) => ({
    form,
    write: (bytes: Uint8Array) => files[set]?.write(bytes),
  }));
  const writer = openKeyWriter(memory, keys.secret, targets);
  return {
    begin(shard) {
      files = keys.sets.map(({ directory }) => openKeyFile(join(directory, String(shard))));
    },
    add: (batch) => writer.add(batch),
    finish() {
      writer.finish();
      for (const file of files) file.finish();
      files = [];
    },
    abandon() {
      for (const file of files) file.abandon();
      files = [];
      // What waits in the writer now goes nowhere, rather than into the next file.
      writer.finish();
    },
  };
}

interface KeyFile {
  write(bytes: Uint8Array): void;
  finish(): void;
  abandon(): void;
}

function openKeyFile(path: string): KeyFile {
  const unfinished = `${path}.${threadId}${UNFINISHED}`;
  const descriptor = openSync(unfinished, 'w');
  let position = 0;
  return {
    write(bytes) {
      position += writeFully(descriptor, bytes, position);
    },
    finish() {
      closeSync(descriptor);
      renameSync(unfinished, path);
    },
    abandon() {
      closeSync(descriptor);
      rmSync(unfinished, { force: true });
    },
  };
}
