import { COLON } from '../shared/characters';
import { kept } from '../shared/kept';

/** Texts of one length, each byte in a range of its own. */

// @ts-ignore: decorator
@inline
function outside(text: usize, lows: usize, highs: usize): v128 {
  const bytes = v128.load(text);
  return v128.or(i8x16.lt_u(bytes, v128.load(lows)), i8x16.gt_u(bytes, v128.load(highs)));
}

/**
 * Whether texts have a length and their bytes lie between two limits each.
 *
 * @param lows,highs limits of each byte, u8, padded with 0 and 255 to a multiple of 16
 * @param bytes length of the texts, 1 to 64
 */
export function shape(
  address: usize,
  length: usize,
  count: i32,
  verdict: usize,
  lows: usize,
  highs: usize,
  bytes: u32,
): void {
  for (let row: usize = 0; row < <usize>count; row++) {
    // A shorter text may be the last one in memory: it is not looked into.
    const passes =
      load<u32>(length + (row << 2)) == bytes &&
      fits(<usize>load<u32>(address + (row << 2)), lows, highs, bytes);
    if (!passes) store<u8>(verdict + row, 0);
  }
}

// @ts-ignore: decorator
@inline
function fits(text: usize, lows: usize, highs: usize, bytes: u32): bool {
  let bad = outside(text, lows, highs);
  for (let at: usize = 16; at < <usize>bytes; at += 16) bad = v128.or(bad, outside(text + at, lows + at, highs + at));
  return !v128.any_true(bad);
}

/** Length of a UUID, and of one with `urn:uuid:` before it. */
const UUID_BYTES: u32 = 36;
const URN_BYTES: u32 = 9;
/** `urn:uuid` as a 64-bit integer, lower case. */
const URN_UUID: u64 = 0x646975753a6e7275;
/** Turns upper case of letters to lower case; of the colon it changes nothing. */
const LOWER_CASE: u64 = 0x2020202020202020;

/** Bytes `urn:uuid:` in either case. The colon has the bit that lower case sets. */
// @ts-ignore: decorator
@inline
function isUrn(text: usize): bool {
  return (
    (load<u64>(text) | LOWER_CASE) == URN_UUID && load<u8>(text, 3) == COLON && load<u8>(text, 8) == COLON
  );
}

// @ts-ignore: decorator
@inline
function hexDigits(
  bytes: v128,
  toDigits: v128,
  belowDigits: v128,
  caseBit: v128,
  toLetters: v128,
  belowLetters: v128,
): v128 {
  const digit = i8x16.gt_s(i8x16.add(bytes, toDigits), belowDigits);
  return v128.or(digit, i8x16.gt_s(i8x16.add(v128.or(bytes, caseBit), toLetters), belowLetters));
}

/**
 * Format `uuid`: hexadecimal digits of either case with hyphens at 8, 13, 18 and 23 (RFC 9562), also as a URN.
 *
 * @param scratch 16 bytes
 */
export function uuid(address: usize, length: usize, count: i32, verdict: usize, scratch: usize): void {
  const hyphen = kept(scratch, i8x16.splat(45));
  // Sums above 127 are negative, so one comparison finds both ends of a range.
  const toDigits = kept(scratch, i8x16.splat(70));
  const belowDigits = kept(scratch, i8x16.splat(117));
  const caseBit = kept(scratch, i8x16.splat(32));
  const toLetters = kept(scratch, i8x16.splat(25));
  const belowLetters = kept(scratch, i8x16.splat(121));
  const hyphens = kept(scratch, i8x16(0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1, 0, 0));
  const moreHyphens = kept(scratch, i8x16(0, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0));
  const lastHyphen = kept(scratch, i8x16(0, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  for (let row: usize = 0; row < <usize>count; row++) {
    const bytes = load<u32>(length + (row << 2));
    let text = <usize>load<u32>(address + (row << 2));
    if (bytes != UUID_BYTES) {
      if (bytes != UUID_BYTES + URN_BYTES || !isUrn(text)) {
        store<u8>(verdict + row, 0);
        continue;
      }
      text += URN_BYTES;
    }
    const first = v128.load(text);
    const second = v128.load(text, 16);
    // Bytes 20 to 35: some of them a second time, so that nothing behind the text is read.
    const third = v128.load(text, 20);
    const firstHex = hexDigits(first, toDigits, belowDigits, caseBit, toLetters, belowLetters);
    const secondHex = hexDigits(second, toDigits, belowDigits, caseBit, toLetters, belowLetters);
    const thirdHex = hexDigits(third, toDigits, belowDigits, caseBit, toLetters, belowLetters);
    // A byte is never both. Digits stand where no hyphen has to, hyphens exactly where they have to.
    const strange = v128.or(
      v128.or(v128.xor(i8x16.eq(first, hyphen), hyphens), v128.xor(i8x16.eq(second, hyphen), moreHyphens)),
      v128.or(v128.or(i8x16.eq(firstHex, hyphens), i8x16.eq(secondHex, moreHyphens)), i8x16.eq(thirdHex, lastHyphen)),
    );
    if (v128.any_true(strange)) store<u8>(verdict + row, 0);
  }
}
