/** The form that all spellings of a text share, where it is ASCII: `src/mask-kernels/fold.ts`. */
import { SPACE } from '../shared/characters';

const CASE: u8 = 0x20;

/**
 * Writes texts in lower case, one behind the other.
 *
 * @param address,length text views, i32[count]; up to 15 bytes behind a text are read
 * @param valid u8[count]; nulls fold to nothing
 * @param heap where the texts go; there is room for all of them and 16 bytes more
 * @param outAddress,outLength views of what was written; of length 0 where `odd` is 1
 * @param odd u8[count]: 1 where the text is not of words of printable ASCII with single blanks between them
 * @returns the address behind the last text
 */
export function foldTexts(
  address: usize,
  length: usize,
  valid: usize,
  count: i32,
  heap: usize,
  outAddress: usize,
  outLength: usize,
  odd: usize,
): usize {
  let at = heap;
  for (let i: usize = 0; i < <usize>count; i++) {
    const bytes = load<u8>(valid + i) == 0 ? 0 : load<u32>(length + (i << 2));
    const isFolded = fold(at, <usize>load<u32>(address + (i << 2)), bytes);
    store<u8>(odd + i, isFolded ? 0 : 1);
    store<u32>(outAddress + (i << 2), <u32>at);
    const written = isFolded ? bytes : 0;
    store<u32>(outLength + (i << 2), written);
    at += <usize>written;
  }
  return at;
}

/** Whether the text is such words; what was written is only then of use. */
// @ts-ignore: decorator
@inline
function fold(to: usize, from: usize, length: u32): bool {
  // What stands before the first byte and behind the last counts as a blank: no blank may stand beside it.
  let blankBefore: u32 = 1;
  for (let at: u32 = 0; at < length; at += 16) {
    const chunk = v128.load(from + at);
    const left = min(length - at, 16);
    const inside: u32 = (1 << left) - 1;
    const blanks = <u32>i8x16.bitmask(i8x16.eq(chunk, i8x16.splat(SPACE))) & inside;
    // 0x20 to 0x7e.
    const printable = i8x16.lt_u(i8x16.sub(chunk, i8x16.splat(SPACE)), i8x16.splat(0x5f));
    if ((<u32>i8x16.bitmask(printable) & inside) != inside) return false;
    if ((blanks & ((blanks << 1) | blankBefore)) != 0) return false;
    blankBefore = (blanks >> (left - 1)) & 1;
    const isUpper = i8x16.lt_u(i8x16.sub(chunk, i8x16.splat(0x41)), i8x16.splat(26));
    v128.store(to + at, v128.or(chunk, v128.and(isUpper, i8x16.splat(CASE))));
  }
  return length == 0 || blankBefore == 0;
}
