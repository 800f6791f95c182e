import { allocate, type Memory, regionSize } from '../kernels/memory.ts';
import { openKeyKernels } from './open-key-kernels.ts';
import { segmentLayout, writeHeader } from './segment.ts';

/** Keys of rows whose numbers share their upper half. */
export interface KeyBatch {
  readonly count: number;
  readonly hashes: BigUint64Array;
  /** Second words of keys of 128 bits. */
  readonly rests?: BigUint64Array;
  /** Lower halves of the row numbers. */
  readonly rows: Int32Array;
  /** Their upper half. */
  readonly high: number;
}

export interface CollectOptions {
  /** Keys have 128 bits. */
  readonly isWide: boolean;
  /** Keys of a segment. */
  readonly segmentKeys: number;
  /** Segments that memory holds before they are written. */
  readonly segments: number;
  /** Takes segments, one or more; the bytes are valid until it returns. */
  write(bytes: Uint8Array): void;
}

/** Sorts keys into partitions, segment by segment, and hands the segments on. */
export interface KeyCollector {
  add(batch: KeyBatch): void;
  /** Makes a segment of the keys that are left; none are written that memory can hold. */
  seal(): void;
  /** Writes the segments that memory holds. */
  flush(): void;
  /** The segments that memory holds. */
  held(): { readonly address: number; readonly byteLength: number };
  /** Forgets the segments that memory holds. */
  clear(): void;
}

/** Bytes of memory that {@link openKeyCollector} takes. */
export function collectorSize(options: Omit<CollectOptions, 'write'>): number {
  const { isWide, segmentKeys } = options;
  return (
    (isWide ? 2 : 1) * regionSize(8 * segmentKeys) +
    regionSize(4 * segmentKeys) +
    regionSize(arenaSize(options))
  );
}

const arenaSize = ({ isWide, segmentKeys, segments }: Omit<CollectOptions, 'write'>): number =>
  segments * segmentLayout({ count: segmentKeys, isWide }).byteLength;

/** Lays a collector out behind what the memory already holds. */
export function openKeyCollector(memory: Memory, options: CollectOptions): KeyCollector {
  const { isWide, segmentKeys, write } = options;
  const kernels = openKeyKernels(memory);
  const { hashes, rests, rows } = openStaging(memory, options);
  const arena = allocate(memory, arenaSize(options));
  const end = arena + arenaSize(options);
  let next = arena;
  let filled = 0;
  let high = 0;

  const flush = (): void => {
    if (next > arena) write(memory.bytes.subarray(arena, next));
    next = arena;
  };
  const seal = (): void => {
    if (filled === 0) return;
    const layout = segmentLayout({ count: filled, isWide });
    if (next + layout.byteLength > end) flush();
    writeHeader(memory.view, next, { count: filled, isWide, high });
    kernels.partitionKeys(
      hashes.byteOffset,
      rests?.byteOffset ?? 0,
      rows.byteOffset,
      filled,
      next + layout.offsets,
      next + layout.hashes,
      next + layout.rests,
      next + layout.rows,
    );
    next += layout.byteLength;
    filled = 0;
  };
  return {
    seal,
    flush,
    clear() {
      next = arena;
    },
    held: () => ({ address: arena, byteLength: next - arena }),
    add(batch) {
      if (batch.high !== high) seal();
      high = batch.high;
      for (let from = 0; from < batch.count; ) {
        const to = Math.min(batch.count, from + segmentKeys - filled);
        hashes.set(batch.hashes.subarray(from, to), filled);
        if (rests !== undefined && batch.rests !== undefined)
          rests.set(batch.rests.subarray(from, to), filled);
        rows.set(batch.rows.subarray(from, to), filled);
        filled += to - from;
        from = to;
        if (filled === segmentKeys) seal();
      }
    },
  };
}

/** Room for the keys of one segment as they come. */
function openStaging(memory: Memory, { isWide, segmentKeys }: CollectOptions) {
  const words = (): BigUint64Array =>
    new BigUint64Array(memory.buffer, allocate(memory, 8 * segmentKeys), segmentKeys);
  return {
    hashes: words(),
    rests: isWide ? words() : undefined,
    rows: new Int32Array(memory.buffer, allocate(memory, 4 * segmentKeys), segmentKeys),
  };
}
