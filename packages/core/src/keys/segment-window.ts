import { PARTITIONS } from './partition.ts';
import {
  readHead,
  SEGMENT_HEAD_BYTES,
  type SegmentHead,
  segmentLayout,
  writeHeader,
} from './segment.ts';

/** Partitions `from`, up to and without `to`. */
export interface PartitionRange {
  readonly from: number;
  readonly to: number;
}

/** What is wanted of keys that lie elsewhere. */
export interface KeyWindow extends PartitionRange {
  /** Without them, keys can be told apart and nothing else: row numbers are zeros. */
  readonly hasRows: boolean;
}

/** Bytes of a segment: from `start`, up to and without `end`. */
export interface SegmentBytes {
  readonly start: number;
  readonly end: number;
}

/** Reads bytes of keys that lie elsewhere. */
export type ReadKeyBytes = (range: SegmentBytes) => Promise<Uint8Array>;

/** A segment of keys that lie elsewhere, and where it begins there. */
export interface DistantSegment extends SegmentHead {
  readonly position: number;
}

/** All partitions in so many windows of about the same size. */
export function partitionWindows(count: number): readonly PartitionRange[] {
  const windows = Math.min(PARTITIONS, Math.max(1, count));
  const begin = (window: number): number => Math.round((window * PARTITIONS) / windows);
  return Array.from({ length: windows }, (_, window) => ({
    from: begin(window),
    to: begin(window + 1),
  }));
}

/** Reads the heads of all segments of keys that lie elsewhere. */
export async function readDistantSegments(
  byteLength: number,
  read: ReadKeyBytes,
): Promise<readonly DistantSegment[]> {
  const segments: DistantSegment[] = [];
  for (let position = 0; position < byteLength; ) {
    // A buffer of its own begins at a multiple of 4 bytes.
    const bytes = Uint8Array.from(
      await read({ start: position, end: position + SEGMENT_HEAD_BYTES }),
    );
    const head = readHead(bytes);
    segments.push({ ...head, position });
    position += head.layout.byteLength;
  }
  return segments;
}

/**
 * The same segment with the keys of some partitions alone: searches take it for any other, whose keys happen to lie in
 * these partitions. Read part by part, so that no more than a column of it is in memory.
 */
export async function* segmentWindow(
  segment: DistantSegment,
  { from, to, hasRows }: KeyWindow,
  read: ReadKeyBytes,
): AsyncGenerator<Uint8Array> {
  const { offsets, isWide, high, layout, position } = segment;
  const [first, end] = [offsets[from] as number, offsets[to] as number];
  const count = end - first;
  if (count === 0) return;
  const narrowed = segmentLayout({ count, isWide });
  const head = new Uint8Array(narrowed.hashes);
  writeHeader(new DataView(head.buffer), 0, { count, isWide, high });
  new Int32Array(head.buffer, narrowed.offsets, PARTITIONS + 1).set(
    offsets.map((offset) => Math.min(Math.max(offset, first), end) - first),
  );
  yield head;
  const columns = [
    {
      at: layout.hashes,
      bytes: 8,
      room: (isWide ? narrowed.rests : narrowed.rows) - narrowed.hashes,
    },
    ...(isWide ? [{ at: layout.rests, bytes: 8, room: narrowed.rows - narrowed.rests }] : []),
    { at: layout.rows, bytes: hasRows ? 4 : 0, room: narrowed.byteLength - narrowed.rows },
  ];
  for (const { at, bytes, room } of columns) {
    const start = position + at + bytes * first;
    if (bytes > 0) yield await read({ start, end: start + bytes * count });
    yield new Uint8Array(room - bytes * count);
  }
}
