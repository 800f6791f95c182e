import type { PageCells } from './page-cells.ts';
import type { PageSpace } from './page-space.ts';
import { putVarint } from './reference/varint.ts';

/**
 * Puts the definition levels of a page, one bit each, into the space, without a length before them as data pages of
 * version 2 want them. Gives their size; columns that cannot be null have none.
 * Source: Parquet encodings, "Run Length Encoding / Bit-Packing Hybrid" (RLE = 3); data pages, "Definition levels".
 */
export function putLevels(
  { memory: { bytes }, kernels, regions: { levels } }: PageSpace,
  { rowCount, valueCount, valid }: PageCells,
  nullable: boolean,
): number {
  if (!nullable) return 0;
  if (valueCount === 0 || valueCount === rowCount) {
    const behind = putVarint(bytes, levels, 2 * rowCount);
    bytes[behind] = valueCount === 0 ? 0 : 1;
    return behind + 1 - levels;
  }
  const packed = putVarint(bytes, levels, 2 * Math.ceil(rowCount / 8) + 1);
  return kernels.packFlags(valid, rowCount, packed) - levels;
}
