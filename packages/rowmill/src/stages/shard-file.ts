import type { StoredPart } from '../workers/jobs.ts';
import type { TimeSpan } from './covered-seconds.ts';
import type { BuiltParts } from './table-place.ts';

/** What became of a shard, in a file of the run: the parts that the manifest is put together from. */
export interface ShardFile extends TimeSpan {
  readonly version: 1;
  readonly table: string;
  readonly shard: number;
  readonly firstRow: number;
  readonly parts: readonly StoredPart[];
  readonly masking: BuiltParts['masking'];
  readonly proof?: BuiltParts['proof'];
}

/** Folder of the shards of a table, in the run. */
export const shardFolder = (table: string): string => `shards/${encodeURIComponent(table)}/`;

export const shardFileName = (table: string, shard: number): string =>
  `${shardFolder(table)}${shard}.json`;

/** Folder, in the run, of a set of keys; it has a file for each shard. */
export const keyFolder = (set: string): string => `keys/${set}`;

export const keyFile = (set: string, shard: number): string => `${keyFolder(set)}/${shard}`;
