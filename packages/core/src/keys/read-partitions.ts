import type { Memory } from '../kernels/memory.ts';
import { PARTITIONS } from './partition.ts';
import type { Segment } from './segment.ts';

/** Keys of one partition that lie in memory. */
export interface KeyBlock {
  readonly hashes: number;
  /** 0 where keys have 64 bits. */
  readonly rests: number;
  readonly count: number;
  /** Row numbers of the keys, read only when asked for. */
  rows(): Float64Array;
}

export interface PartitionReader {
  /** Keys of the partition, nulls left out. */
  size(partition: number): number;
  /** Hands the keys of a partition on, until `use` says no. Tells whether it never did. */
  forEachBlock(partition: number, use: UseBlock): boolean;
}

type UseBlock = (block: KeyBlock) => boolean;

/** Most keys of a block; a window holds as many, of any width. */
export const BLOCK_KEYS = 65_536;

/** Where keys are put that are read from elsewhere. */
export interface Window {
  readonly address: number;
  readonly byteLength: number;
}

const HIGH_HALF = 2 ** 32;

/** A segment and where those of its keys lie that are in memory, from key `from` on. */
interface Place {
  readonly segment: Segment;
  hashes: number;
  rests: number;
  from: number;
}

/**
 * Reads partitions of many segments. As many neighbouring partitions as fit into the window are read together, so that
 * reads are long; a partition that does not fit is read in pieces, each time that it is asked for.
 */
export function openPartitionReader(
  memory: Memory,
  window: Window,
  segments: readonly Segment[],
): PartitionReader {
  const keyBytes = segments.some(({ isWide }) => isWide) ? 16 : 8;
  const sizes = partitionSizes(segments);
  const isHeld = ({ source }: Segment): boolean => source.address !== undefined;
  const held = segments.filter(isHeld).map(placeOfHeld);
  const stored = segments
    .filter((segment) => !isHeld(segment))
    .map((segment): Place => ({ segment, hashes: 0, rests: 0, from: 0 }));
  const storedSizes = partitionSizes(stored.map(({ segment }) => segment));
  const group = { from: 0, to: 0 };

  /** Reads the keys from `from` to `to` to `address`. */
  const load = (place: Place, from: number, to: number, address: number): void => {
    const { source, position, layout, isWide } = place.segment;
    const byteCount = 8 * (to - from);
    const read = (column: number, at: number): void =>
      source.read(position + column + 8 * from, memory.bytes.subarray(at, at + byteCount));
    read(layout.hashes, address);
    if (isWide) read(layout.rests, address + byteCount);
    place.from = from;
    place.hashes = address;
    place.rests = isWide ? address + byteCount : 0;
  };
  /** Loads as many partitions as fit, beginning with `from`: none when that one alone does not. */
  const loadGroup = (from: number): void => {
    group.from = from;
    group.to = lastFitting(storedSizes, from, window.byteLength / keyBytes);
    let at = window.address;
    for (const place of stored) {
      const { offsets } = place.segment;
      const [first, end] = [offsets[from] as number, offsets[group.to] as number];
      load(place, first, end, at);
      at += keyBytes * (end - first);
    }
  };
  const forEachStored = (partition: number, use: UseBlock): boolean => {
    if (partition < group.from || partition >= group.to) loadGroup(partition);
    if (partition < group.to) return stored.every((place) => useSlice(place, partition, use));
    return stored.every((place) => {
      const { offsets } = place.segment;
      const end = offsets[partition + 1] as number;
      for (let from = offsets[partition] as number; from < end; from += BLOCK_KEYS) {
        const to = Math.min(end, from + BLOCK_KEYS);
        load(place, from, to, window.address);
        if (!use(blockOf(place, from, to))) return false;
      }
      return true;
    });
  };
  return {
    size: (partition) => sizes[partition] as number,
    forEachBlock: (partition, use) =>
      held.every((place) => useSlice(place, partition, use)) &&
      (stored.length === 0 || forEachStored(partition, use)),
  };
}

function placeOfHeld(segment: Segment): Place {
  const { source, position, layout, isWide } = segment;
  const first = (source.address ?? 0) + position;
  return {
    segment,
    hashes: first + layout.hashes,
    rests: isWide ? first + layout.rests : 0,
    from: 0,
  };
}

function useSlice(place: Place, partition: number, use: UseBlock): boolean {
  const { offsets } = place.segment;
  const end = offsets[partition + 1] as number;
  for (let from = offsets[partition] as number; from < end; from += BLOCK_KEYS) {
    if (!use(blockOf(place, from, Math.min(end, from + BLOCK_KEYS)))) return false;
  }
  return true;
}

function blockOf(
  { segment, hashes, rests, from: first }: Place,
  from: number,
  to: number,
): KeyBlock {
  const ahead = 8 * (from - first);
  return {
    hashes: hashes + ahead,
    rests: rests === 0 ? 0 : rests + ahead,
    count: to - from,
    rows: () => rowsOf(segment, from, to),
  };
}

function rowsOf(
  { source, position, layout, high }: Segment,
  from: number,
  to: number,
): Float64Array {
  const low = new Uint32Array(to - from);
  source.read(position + layout.rows + 4 * from, new Uint8Array(low.buffer));
  return Float64Array.from(low, (value) => high * HIGH_HALF + value);
}

function partitionSizes(segments: readonly Segment[]): Float64Array {
  const sizes = new Float64Array(PARTITIONS);
  for (const { offsets } of segments)
    for (let p = 0; p < PARTITIONS; p++)
      sizes[p] = (sizes[p] as number) + (offsets[p + 1] as number) - (offsets[p] as number);
  return sizes;
}

/** The partition behind the last one that still fits, beginning with `from`; `from` itself when that one does not. */
function lastFitting(sizes: Float64Array, from: number, keys: number): number {
  let sum = 0;
  let to = from;
  while (to < PARTITIONS && sum + (sizes[to] as number) <= keys) {
    sum += sizes[to] as number;
    to += 1;
  }
  return to;
}
