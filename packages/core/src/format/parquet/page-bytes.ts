import type { PageCodec, PageOptions } from './codec.ts';
import { CompressionCodec } from './names.ts';
import type { PageSpace } from './page-space.ts';

/** Compresses and sums up bytes of a space. */
export interface PageBytes {
  /** Number of `enum CompressionCodec`. */
  readonly codec: number;
  /** Compresses bytes to the region for packed ones, and gives their number; undefined where nothing is compressed. */
  pack(address: number, byteLength: number): number | undefined;
  /** What bytes would about come to; the same for every codec that compresses, so that they choose alike. */
  measure(address: number, byteLength: number): number;
  /** CRC-32 of two pieces, one behind the other. */
  checksum(first: Piece, second: Piece): number;
}

export interface Piece {
  readonly address: number;
  readonly byteLength: number;
}

export function openPageBytes(
  space: PageSpace,
  { codec = 'snappy', crc32 }: PageOptions,
): PageBytes {
  const { kernels, memory, regions } = space;
  const { packed, packedBytes, snappyTable, checksumTables } = regions;
  const snappy = (address: number, byteLength: number): number =>
    kernels.compressSnappy(address, byteLength, packed, snappyTable) - packed;
  const pack = (address: number, byteLength: number): number | undefined => {
    if (codec === 'none') return undefined;
    if (codec === 'snappy') return snappy(address, byteLength);
    const made = codec.compress(memory.bytes.subarray(address, address + byteLength));
    if (made.length > packedBytes) throw new RangeError(`${codec.name} made bytes larger by far`);
    memory.bytes.set(made, packed);
    return made.length;
  };
  const sum = ({ address, byteLength }: Piece, before: number): number =>
    crc32 === undefined
      ? kernels.updateChecksum(address, byteLength, before, checksumTables)
      : crc32(memory.bytes.subarray(address, address + byteLength), before);
  return {
    codec: codecNumber(codec),
    pack,
    measure: (address, byteLength) =>
      codec === 'none' ? byteLength : Math.min(byteLength, snappy(address, byteLength)),
    checksum: (first, second) => sum(second, sum(first, 0)) | 0,
  };
}

function codecNumber(codec: PageCodec): number {
  if (codec === 'none') return CompressionCodec.UNCOMPRESSED;
  if (codec === 'snappy') return CompressionCodec.SNAPPY;
  return codec.name === 'gzip' ? CompressionCodec.GZIP : CompressionCodec.ZSTD;
}
