import { PARTITIONS } from './partition.ts';

/**
 * A few hundred thousand keys, sorted by partition, as they lie in memory and in spilled files: a header, the begins of
 * the partitions, the keys, the second words of keys of 128 bits, the lower halves of the row numbers. Each begins at a
 * multiple of 16 bytes; numbers are little-endian.
 */
export interface SegmentLayout {
  readonly offsets: number;
  readonly hashes: number;
  /** 0 where keys have 64 bits. */
  readonly rests: number;
  readonly rows: number;
  readonly byteLength: number;
}

export interface SegmentHeader {
  readonly count: number;
  readonly isWide: boolean;
  /** Upper half of the row numbers. */
  readonly high: number;
}

const HEADER_BYTES = 16;
/** Begins of the partitions, the end of the last one, and a word that the kernel needs. */
const OFFSETS_BYTES = 4 * (PARTITIONS + 2);

const aligned = (bytes: number): number => Math.ceil(bytes / 16) * 16;

/** Places within a segment, from its first byte on. */
export function segmentLayout({ count, isWide }: Omit<SegmentHeader, 'high'>): SegmentLayout {
  const hashes = aligned(HEADER_BYTES + OFFSETS_BYTES);
  const rests = hashes + aligned(8 * count);
  const rows = isWide ? rests + aligned(8 * count) : rests;
  return {
    offsets: HEADER_BYTES,
    hashes,
    rests: isWide ? rests : 0,
    rows,
    byteLength: rows + aligned(4 * count),
  };
}

export function writeHeader(view: DataView, at: number, header: SegmentHeader): void {
  view.setUint32(at, header.count, true);
  view.setUint32(at + 4, Number(header.isWide), true);
  view.setUint32(at + 8, header.high, true);
  view.setUint32(at + 12, 0, true);
}

/** Where segments lie, one behind the other. */
export interface KeySource {
  readonly byteLength: number;
  /** Fills `into` with the bytes from `position` on. */
  read(position: number, into: Uint8Array): void;
  /** Where the bytes lie in the memory that reads them: then they are used there. */
  readonly address?: number;
}

/** A segment and where it is. */
export interface Segment extends SegmentHeader {
  readonly source: KeySource;
  readonly position: number;
  readonly layout: SegmentLayout;
  /** Partition `p` are the keys from `offsets[p]` to `offsets[p + 1]`. */
  readonly offsets: Int32Array;
}

/** Bytes that a segment begins with: its header and the begins of its partitions. */
export const SEGMENT_HEAD_BYTES = HEADER_BYTES + OFFSETS_BYTES;

/** What a segment says of itself. */
export type SegmentHead = SegmentHeader & Pick<Segment, 'layout' | 'offsets'>;

/** @param head its first {@link SEGMENT_HEAD_BYTES}, at a multiple of 4 bytes in their buffer */
export function readHead(head: Uint8Array): SegmentHead {
  const view = new DataView(head.buffer, head.byteOffset);
  const header = {
    count: view.getUint32(0, true),
    isWide: view.getUint32(4, true) === 1,
    high: view.getUint32(8, true),
  };
  const offsets = new Int32Array(head.buffer, head.byteOffset + HEADER_BYTES, PARTITIONS + 1);
  return { ...header, layout: segmentLayout(header), offsets };
}

/** Reads the headers of all segments of a source. */
export function readSegments(source: KeySource): Segment[] {
  const segments: Segment[] = [];
  for (let position = 0; position < source.byteLength; ) {
    const bytes = new Uint8Array(SEGMENT_HEAD_BYTES);
    source.read(position, bytes);
    const head = readHead(bytes);
    segments.push({ ...head, source, position });
    position += head.layout.byteLength;
  }
  return segments;
}
