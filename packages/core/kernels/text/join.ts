/** Kernels that write texts one behind the other. */
import { copy16, copyText } from '../shared/copy';
import { fit, placeCell } from './cells';

/** Bytes of the description of a piece: address and length of a literal, where addresses and lengths lie. */
const PIECE_BYTES: usize = 16;
/** Bytes of the description of an item: where its addresses and its lengths lie. */
const ITEM_BYTES: usize = 8;

/** Longest literal that one store writes. */
const SHORT: u32 = 16;

const COMMA: u8 = 44;
const OPEN_BRACKET: u8 = 91;
const CLOSE_BRACKET: u8 = 93;

/**
 * Writes pieces, each a literal and a text of the row, one behind the other, and a literal behind the last.
 *
 * @param pieces,piecesEnd four words per piece: address and length of the literal, where the addresses and lengths of
 *   the texts lie
 */
export function concat(
  pieces: usize,
  piecesEnd: usize,
  ending: usize,
  endingLength: u32,
  address: usize,
  length: usize,
  count: i32,
  at: usize,
  limit: usize,
): usize {
  const total = <u64>endingLength * <u64>count + totalLength(pieces, piecesEnd, count);
  if (<u64>at + total > <u64>limit) return 0;
  const isLong = longestLiteral(pieces, piecesEnd) > SHORT;
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const start = next;
    if (isLong) next = writePieces(start, pieces, piecesEnd, row, true);
    else next = writePieces(start, pieces, piecesEnd, row, false);
    if (endingLength > 0) next = copyText(next, ending, endingLength);
    placeCell(address, length, row, start, <u32>(next - start));
  }
  return next;
}

/** Writes the pieces of a row. Literals of up to 16 bytes take one store and no test of their length. */
// @ts-ignore: decorator
@inline
function writePieces(at: usize, pieces: usize, piecesEnd: usize, row: usize, isLong: bool): usize {
  let next = at;
  for (let piece = pieces; piece < piecesEnd; piece += PIECE_BYTES) {
    const literalLength = load<u32>(piece, 4);
    if (isLong) copyText(next, <usize>load<u32>(piece), literalLength);
    else copy16(next, <usize>load<u32>(piece));
    next += <usize>literalLength;
    const from = <usize>load<u32>(<usize>load<u32>(piece, 8) + row);
    next = copyText(next, from, load<u32>(<usize>load<u32>(piece, 12) + row));
  }
  return next;
}

function longestLiteral(pieces: usize, piecesEnd: usize): u32 {
  let longest: u32 = 0;
  for (let piece = pieces; piece < piecesEnd; piece += PIECE_BYTES) longest = max(longest, load<u32>(piece, 4));
  return longest;
}

function totalLength(pieces: usize, piecesEnd: usize, count: i32): u64 {
  let total: u64 = 0;
  for (let piece = pieces; piece < piecesEnd; piece += PIECE_BYTES) {
    total += <u64>load<u32>(piece, 4) * <u64>count + sumOf(<usize>load<u32>(piece, 12), count);
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
