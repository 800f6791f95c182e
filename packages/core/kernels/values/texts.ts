/**
 * What numbers and flags take from text: addresses and lengths, i32[count] each. Up to 16 bytes behind a text are read.
 */

/** Bytes of UTF-8 that continue a character are at most this, as signed bytes. */
const LAST_CONTINUATION: i8 = -65;

/** Characters (Unicode code points) of each cell, f64[count]. */
export function textLength(address: usize, length: usize, out: usize, count: i32): void {
  for (let row: usize = 0, end = <usize>count; row < end; row++) {
    const characters = countCharacters(load<u32>(address + (row << 2)), load<i32>(length + (row << 2)));
    store<f64>(out + (row << 3), <f64>characters);
  }
}

// @ts-ignore: decorator
@inline
function countCharacters(from: usize, length: i32): i32 {
  let characters = 0;
  let at = from;
  let left = length;
  for (; left >= 16; left -= 16, at += 16) characters += popcnt(firstBytes(at));
  return characters + popcnt(firstBytes(at) & ((1 << left) - 1));
}

/** One bit for each of 16 bytes that begins a character. */
// @ts-ignore: decorator
@inline
function firstBytes(at: usize): i32 {
  return i8x16.bitmask(i8x16.gt_s(v128.load(at), i8x16.splat(LAST_CONTINUATION)));
}

/**
 * Compares cells by code point, which is the order of UTF-8 bytes. The answers for a left side that is less, equal and
 * greater are given as flags.
 */
export function compareText(
  leftAddress: usize, leftLength: usize, rightAddress: usize, rightLength: usize,
  out: usize, count: i32, less: u8, equal: u8, greater: u8,
): void {
  for (let row: usize = 0, end = <usize>count; row < end; row++) {
    const at = row << 2;
    const order = orderOf(
      load<u32>(leftAddress + at), load<i32>(leftLength + at),
      load<u32>(rightAddress + at), load<i32>(rightLength + at),
    );
    store<u8>(out + row, order < 0 ? less : order > 0 ? greater : equal);
  }
}

/** A number below, equal to or above 0. */
// @ts-ignore: decorator
@inline
function orderOf(left: usize, leftLength: i32, right: usize, rightLength: i32): i32 {
  const shared = min(leftLength, rightLength);
  for (let at = 0; at < shared; at += 16) {
    const differing = i8x16.bitmask(i8x16.ne(v128.load(left + at), v128.load(right + at)));
    if (differing != 0) {
      const first = at + ctz(differing);
      if (first >= shared) break;
      return <i32>load<u8>(left + first) - <i32>load<u8>(right + first);
    }
  }
  return leftLength - rightLength;
}
