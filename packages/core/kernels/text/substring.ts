import { placeCell } from './cells';

const CHUNK: usize = 16;

/**
 * `size[i]` characters from character number `from[i]` on, the first being 1, as views. Characters before the first
 * one count, as in SQL.
 *
 * @param from,size f64[count]; whatever is no number counts to the end
 */
export function substring(
  valueAddress: usize,
  valueLength: usize,
  from: usize,
  size: usize,
  address: usize,
  length: usize,
  count: i32,
): void {
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const text = <usize>load<u32>(valueAddress + row);
    const textLength = load<u32>(valueLength + row);
    const behind = text + textLength;
    const first = Math.trunc(load<f64>(from + (row << 1))) - 1;
    const last = first + Math.max(0, Math.trunc(load<f64>(size + (row << 1))));
    const start = seek(text, behind, characterIndex(first, textLength));
    const stop = seek(text, behind, characterIndex(last, textLength));
    placeCell(address, length, row, start, <u32>(stop - start));
  }
}

/** A character index that lies in the text, or its length in bytes, which is behind its last character. */
// @ts-ignore: decorator
@inline
function characterIndex(index: f64, textLength: u32): u32 {
  const positive = Math.max(0, index);
  return positive < <f64>textLength ? <u32>positive : textLength;
}

/** Address of character `index` of a text, or the end of the text. */
function seek(text: usize, behind: usize, index: u32): usize {
  let at = text;
  let left = index;
  for (; at < behind; at += CHUNK) {
    const starts = characterStarts(v128.load(at));
    const characters = <u32>popcnt(starts);
    if (left < characters) {
      const found = at + <usize>ctz(dropBits(starts, left));
      return found < behind ? found : behind;
    }
    left -= characters;
  }
  return behind;
}

/** A bit for each byte that begins a character; bytes that continue one look like `10xxxxxx`. */
// @ts-ignore: decorator
@inline
function characterStarts(bytes: v128): i32 {
  return i8x16.bitmask(i8x16.ge_s(bytes, i8x16.splat(-64)));
}

/** The bits without the lowest `count` that are set. */
// @ts-ignore: decorator
@inline
function dropBits(bits: i32, count: u32): i32 {
  if (bits == 0xffff) return bits << count;
  let rest = bits;
  for (let left = count; left > 0; left--) rest &= rest - 1;
  return rest;
}
