/** Lengths of text. Both limits are included. */

/** Bytes of the last part of a text that belong to it, as bits. */
// @ts-ignore: decorator
@inline
function bitsBelow(count: u32): u32 {
  return (1 << count) - 1;
}

/** Code points of UTF-8 text: bytes that do not continue one. Up to 15 bytes behind the text are read. */
function codePoints(text: usize, length: u32): u32 {
  // As signed numbers, 0x80 to 0xBF are -128 to -65.
  const lastContinuation = i8x16.splat(-65);
  let points: u32 = 0;
  let at: u32 = 0;
  for (; at + 16 <= length; at += 16) {
    points += popcnt(i8x16.bitmask(i8x16.gt_s(v128.load(text + at), lastContinuation)));
  }
  const rest = i8x16.bitmask(i8x16.gt_s(v128.load(text + at), lastContinuation));
  return points + popcnt(rest & bitsBelow(length - at));
}

// @ts-ignore: decorator
@inline
function failOutside(verdict: usize, value: u32, min: u32, max: u32): void {
  store<u8>(verdict, load<u8>(verdict) & u8((value >= min) & (value <= max)));
}

/**
 * Length in code points. A text of n bytes has between n/4 and n of them, which settles most rows four at a time;
 * the others are counted.
 *
 * @param sure fewest bytes that hold `min` code points whatever they are: 4 * min - 3, at most 2^31 - 1
 */
export function characters(
  address: usize,
  length: usize,
  count: i32,
  verdict: usize,
  min: u32,
  max: u32,
  sure: i32,
): void {
  const fewest = i32x4.splat(sure);
  const most = i32x4.splat(<i32>max);
  let row: usize = 0;
  for (; row + 4 <= <usize>count; row += 4) {
    const lengths = v128.load(length + (row << 2));
    const passes = v128.and(i32x4.ge_s(lengths, fewest), i32x4.le_s(lengths, most));
    if (i32x4.all_true(passes)) continue;
    for (let i = row; i < row + 4; i++) charactersOf(address, length, verdict, i, min, max, sure);
  }
  for (; row < <usize>count; row++) charactersOf(address, length, verdict, row, min, max, sure);
}

function charactersOf(address: usize, length: usize, verdict: usize, row: usize, min: u32, max: u32, sure: i32): void {
  const bytesOfRow = load<i32>(length + (row << 2));
  if (bytesOfRow >= sure && bytesOfRow <= <i32>max) return;
  failOutside(verdict + row, codePoints(load<u32>(address + (row << 2)), bytesOfRow), min, max);
}

/** Length in bytes. */
export function bytes(length: usize, count: i32, verdict: usize, min: u32, max: u32): void {
  const fewest = i32x4.splat(<i32>min);
  const most = i32x4.splat(<i32>max);
  let row: usize = 0;
  for (; row + 4 <= <usize>count; row += 4) {
    const lengths = v128.load(length + (row << 2));
    if (i32x4.all_true(v128.and(i32x4.ge_s(lengths, fewest), i32x4.le_s(lengths, most)))) continue;
    for (let i = row; i < row + 4; i++) failOutside(verdict + i, load<u32>(length + (i << 2)), min, max);
  }
  for (; row < <usize>count; row++) failOutside(verdict + row, load<u32>(length + (row << 2)), min, max);
}
