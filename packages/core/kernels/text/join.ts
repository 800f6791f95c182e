/** Kernels that write texts one behind the other. */
import { copyText } from '../shared/copy';
import { fit, placeCell } from './cells';

/** Bytes of the description of a part: where its addresses lie, where its lengths lie, and a mask. */
const PART_BYTES: usize = 16;
/** Bytes of the description of an item: where its addresses and its lengths lie. */
const ITEM_BYTES: usize = 8;

const COMMA: u8 = 44;
const OPEN_BRACKET: u8 = 91;
const CLOSE_BRACKET: u8 = 93;

/**
 * Writes all parts of a cell one behind the other.
 *
 * @param parts,partsEnd for each part three words and one unused: where its addresses lie, where its lengths lie, and
 *   the bits of `row` that count: none for a literal, whose one address and length serve all rows
 */
export function concat(
  parts: usize,
  partsEnd: usize,
  address: usize,
  length: usize,
  count: i32,
  at: usize,
  limit: usize,
): usize {
  if (<u64>at + totalLength(parts, partsEnd, count) > <u64>limit) return 0;
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const start = next;
    for (let part = parts; part < partsEnd; part += PART_BYTES) {
      const offset = row & <usize>load<u32>(part + 8);
      const from = <usize>load<u32>(<usize>load<u32>(part) + offset);
      next = copyText(next, from, load<u32>(<usize>load<u32>(part + 4) + offset));
    }
    placeCell(address, length, row, start, <u32>(next - start));
  }
  return next;
}

function totalLength(parts: usize, partsEnd: usize, count: i32): u64 {
  let total: u64 = 0;
  for (let part = parts; part < partsEnd; part += PART_BYTES) {
    const lengths = <usize>load<u32>(part + 4);
    total += load<u32>(part + 8) == 0 ? <u64>load<u32>(lengths) * <u64>count : sumOf(lengths, count);
  }
  return total;
}

/** The sum of a column of lengths; 64 bits wide, since views may overlap. */
function sumOf(lengths: usize, count: i32): u64 {
  const end = lengths + (<usize>count << 2);
  const wideEnd = lengths + (<usize>(count & ~3) << 2);
  let sums = i64x2.splat(0);
  let at = lengths;
  for (; at < wideEnd; at += 16) {
    const four = v128.load(at);
    sums = i64x2.add(sums, i64x2.add(i64x2.extend_low_i32x4_u(four), i64x2.extend_high_i32x4_u(four)));
  }
  let sum = i64x2.extract_lane(sums, 0) + i64x2.extract_lane(sums, 1);
  for (; at < end; at += 4) sum += <u64>load<u32>(at);
  return sum;
}

/**
 * The first `counts[i]` items, one behind the other.
 *
 * @param counts i32[count]
 * @param items two words per item: where its addresses and its lengths lie
 */
export function joinFirst(
  counts: usize,
  items: usize,
  address: usize,
  length: usize,
  count: i32,
  at: usize,
  limit: usize,
): usize {
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const start = next;
    const itemsEnd = items + <usize>load<u32>(counts + row) * ITEM_BYTES;
    for (let item = items; item < itemsEnd; item += ITEM_BYTES) {
      const size = load<u32>(<usize>load<u32>(item + 4) + row);
      if (!fit(next, 1, size, limit)) return 0;
      next = copyText(next, <usize>load<u32>(<usize>load<u32>(item) + row), size);
    }
    placeCell(address, length, row, start, <u32>(next - start));
  }
  return next;
}

/** The first `counts[i]` items as a JSON array; takes the same as {@link joinFirst}. */
export function jsonArray(
  counts: usize,
  items: usize,
  address: usize,
  length: usize,
  count: i32,
  at: usize,
  limit: usize,
): usize {
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const start = next;
    if (!fit(next, 1, 2, limit)) return 0;
    store<u8>(next++, OPEN_BRACKET);
    const itemsEnd = items + <usize>load<u32>(counts + row) * ITEM_BYTES;
    for (let item = items; item < itemsEnd; item += ITEM_BYTES) {
      const size = load<u32>(<usize>load<u32>(item + 4) + row);
      // The comma before the item and the bracket behind it.
      if (!fit(next + 2, 1, size, limit)) return 0;
      store<u8>(next, COMMA);
      next += <usize>(item > items);
      next = copyText(next, <usize>load<u32>(<usize>load<u32>(item) + row), size);
    }
    store<u8>(next++, CLOSE_BRACKET);
    placeCell(address, length, row, start, <u32>(next - start));
  }
  return next;
}
