import { allocate, type Memory, regionSize } from '../kernels/memory.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { findMissing, type MissingKeys } from './find-missing.ts';
import { findRepeated, type RepeatedKeys } from './find-repeated.ts';
import { openKeyTables, tablesSize } from './key-tables.ts';
import { openPartitionReader } from './read-partitions.ts';
import { type KeySource, readSegments } from './segment.ts';

/** Searches collected keys; what it needs of memory is laid out once. Sources of one search have keys of one width. */
export interface KeySearch {
  /** @param limit most rows to list */
  repeated(sources: readonly KeySource[], limit: number): RepeatedKeys;
  /** @param limit most rows to list */
  missing(
    children: readonly KeySource[],
    parents: readonly KeySource[],
    limit: number,
  ): MissingKeys;
}

/** Room for the keys that are read at once. */
const WINDOW_BYTES = 1 << 24;

/** Bytes of memory that {@link openKeySearch} takes, with what memory keeps for itself. */
export const keySearchSize = (): number => 64 + regionSize(WINDOW_BYTES) + tablesSize();

/** Opens a search in memory of its own, about 20 MB however many keys there are. */
export function createKeySearch(): KeySearch {
  return openKeySearch(openMemory(keySearchSize()));
}

/** Lays a search out behind what the memory already holds. */
export function openKeySearch(memory: Memory): KeySearch {
  const address = allocate(memory, WINDOW_BYTES);
  const tables = openKeyTables(memory);
  const half = WINDOW_BYTES / 2;
  const open = (sources: readonly KeySource[], at: number, byteLength: number) =>
    openPartitionReader(memory, { address: at, byteLength }, sources.flatMap(readSegments));
  return {
    repeated: (sources, limit) => findRepeated(tables, open(sources, address, WINDOW_BYTES), limit),
    missing: (children, parents, limit) =>
      findMissing(
        tables,
        open(children, address, half),
        open(parents, address + half, half),
        limit,
      ),
  };
}
