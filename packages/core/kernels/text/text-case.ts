import { fit, placeCell } from './cells';

const CHUNK: u32 = 16;
/** What a small letter has more than its capital. */
const CASE: u8 = 32;
const LETTERS: u8 = 26;
/** Length of a cell that is not written: it holds more than ASCII. */
const LEFT_OUT: u32 = 0xffff_ffff;

/**
 * Letters of ASCII become small or capital. A cell with any other character gets the length -1 and no text: its mapping
 * is Unicode's, which JavaScript has.
 *
 * @param firstLetter the first of the letters that change: `A` or `a`
 */
export function textCase(
  valueAddress: usize,
  valueLength: usize,
  address: usize,
  length: usize,
  count: i32,
  firstLetter: u8,
  at: usize,
  limit: usize,
): usize {
  const letters = i8x16.splat(firstLetter);
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const from = <usize>load<u32>(valueAddress + row);
    const size = load<u32>(valueLength + row);
    if (!fit(next, 1, size, limit)) return 0;
    if (changeCase(next, from, size, letters)) {
      placeCell(address, length, row, next, size);
      next += <usize>size;
    } else placeCell(address, length, row, next, LEFT_OUT);
  }
  return next;
}

/** False as soon as there is more than ASCII. */
// @ts-ignore: decorator
@inline
function changeCase(to: usize, from: usize, size: u32, letters: v128): bool {
  for (let done: u32 = 0; done < size; done += CHUNK) {
    const chunk = v128.load(from + done);
    const left = size - done;
    const own: i32 = left >= CHUNK ? 0xffff : (1 << left) - 1;
    if ((i8x16.bitmask(chunk) & own) != 0) return false;
    const isLetter = i8x16.lt_u(i8x16.sub(chunk, letters), i8x16.splat(LETTERS));
    v128.store(to + done, v128.xor(chunk, v128.and(isLetter, i8x16.splat(CASE))));
  }
  return true;
}

/** The first row from `from` on that {@link textCase} left out, or `count`. */
export function leftOut(length: usize, from: i32, count: i32): i32 {
  for (let row = from; row < count; row += 4) {
    const found = i32x4.bitmask(v128.load(length + (<usize>row << 2)));
    if (found != 0) return min(row + ctz(found), count);
  }
  return count;
}
