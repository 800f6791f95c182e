import { accepts } from './automaton';

/** Texts up to here are told from bits, one per byte; one bit is left for what follows the last. */
const MOST_BITS: u32 = 63;

const POINT: i8 = 46;
const HYPHEN: i8 = 45;
const AT: i8 = 64;

/**
 * Letters, digits and the punctuation of local parts (RFC 5322, `atext`): bit `upper half - 2` of the table's entry for
 * the lower half of the byte.
 */
// @ts-ignore: decorator
@inline
function isWord(bytes: v128): v128 {
  const byLower = i8x16(58, 63, 62, 63, 63, 63, 63, 63, 62, 62, 61, 53, 52, 55, 60, 31);
  const byUpper = i8x16(0, 0, 1, 2, 4, 8, 16, 32, 0, 0, 0, 0, 0, 0, 0, 0);
  const lower = i8x16.swizzle(byLower, v128.and(bytes, i8x16.splat(15)));
  const upper = i8x16.swizzle(byUpper, i8x16.shr_u(bytes, 4));
  return i8x16.ne(v128.and(lower, upper), i8x16.splat(0));
}

/** Letters and digits of ASCII: sums above 127 are negative, so one comparison finds both ends of a range. */
// @ts-ignore: decorator
@inline
function isLetterOrDigit(bytes: v128): v128 {
  const digit = i8x16.gt_s(i8x16.add(bytes, i8x16.splat(70)), i8x16.splat(117));
  const lower = v128.or(bytes, i8x16.splat(32));
  return v128.or(digit, i8x16.gt_s(i8x16.add(lower, i8x16.splat(5)), i8x16.splat(101)));
}

// @ts-ignore: decorator
@inline
function bits(lanes: v128, shift: u32): u64 {
  return <u64>(<u32>i8x16.bitmask(lanes)) << shift;
}

/**
 * Whether a text of 1 to 63 bytes is an e-mail address: words with single points between them, `@`, and at least two
 * labels of letters, digits and inner hyphens with points between them. Up to 15 bytes behind it are read.
 */
// @ts-ignore: decorator
@inline
function isEmail(text: usize, length: u32): bool {
  // Sets of bytes: bit i is byte i.
  let words: u64 = 0;
  let letters: u64 = 0;
  let points: u64 = 0;
  let hyphens: u64 = 0;
  let ats: u64 = 0;
  for (let at: u32 = 0; at < length; at += 16) {
    const bytes = v128.load(text + at);
    words |= bits(isWord(bytes), at);
    letters |= bits(isLetterOrDigit(bytes), at);
    points |= bits(i8x16.eq(bytes, i8x16.splat(POINT)), at);
    hyphens |= bits(i8x16.eq(bytes, i8x16.splat(HYPHEN)), at);
    ats |= bits(i8x16.eq(bytes, i8x16.splat(AT)), at);
  }
  const end: u64 = (<u64>1) << length;
  const inside = end - 1;
  letters &= inside;
  ats &= inside;
  const at = ats & (0 - ats);
  const local = at - 1;
  const domain = inside & ~(local | at);
  const labelPoints = points & domain;
  // A second @ stands in the domain, where it is a stranger.
  const strangers = (local & ~(words | points)) | (domain & ~(letters | hyphens | points));
  const wordStarts = ((points & local) << 1) | 1;
  const labelEdges = ((labelPoints | at) << 1) | (labelPoints >> 1) | (end >> 1);
  return at != 0 && labelPoints != 0 && (strangers | (wordStarts & ~words) | (labelEdges & ~letters)) == 0;
}

/**
 * Format `email`. Longer texts walk through the automaton of the format.
 *
 * @param classes,next,width as of `automaton`
 */
export function email(
  address: usize,
  length: usize,
  count: i32,
  verdict: usize,
  classes: usize,
  next: usize,
  width: i32,
): void {
  for (let row: usize = 0; row < <usize>count; row++) {
    const text = <usize>load<u32>(address + (row << 2));
    const bytes = load<u32>(length + (row << 2));
    const passes = bytes - 1 < MOST_BITS ? isEmail(text, bytes) : accepts(text, bytes, classes, next, width);
    if (!passes) store<u8>(verdict + row, 0);
  }
}
