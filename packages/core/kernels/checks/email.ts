import { accepts } from './automaton';
import { HYPHEN, POINT } from '../shared/characters';
import { kept } from '../shared/kept';

/** Texts up to here are told from bits, one per byte; one bit is left for what follows the last. */
const MOST_BITS: u32 = 63;

const AT: i8 = 64;

/**
 * Letters, digits and the punctuation of local parts (RFC 5322, `atext`): each half of a byte gives a set, and a byte
 * is one of them where the two have an element in common. Elements are the upper halves 2 to 7.
 */
// @ts-ignore: decorator
@inline
function byLowerHalf(): v128 {
  return i8x16(58, 63, 62, 63, 63, 63, 63, 63, 62, 62, 61, 53, 52, 55, 60, 31);
}

// @ts-ignore: decorator
@inline
function byUpperHalf(): v128 {
  return i8x16(0, 0, 1, 2, 4, 8, 16, 32, 0, 0, 0, 0, 0, 0, 0, 0);
}

// @ts-ignore: decorator
@inline
function bits(lanes: v128, shift: u32): u64 {
  return <u64>(<u32>i8x16.bitmask(lanes)) << shift;
}

/**
 * Format `email`: words with single points between them, `@`, and at least two labels of letters, digits and inner
 * hyphens with points between them. Longer texts walk through the automaton of the format.
 *
 * @param classes,next,width as of `automaton`
 * @param scratch 16 bytes
 */
export function email(
  address: usize,
  length: usize,
  count: i32,
  verdict: usize,
  classes: usize,
  next: usize,
  width: i32,
  scratch: usize,
): void {
  const lowerSets = kept(scratch, byLowerHalf());
  const upperSets = kept(scratch, byUpperHalf());
  const lowerBits = kept(scratch, i8x16.splat(15));
  const caseBit = kept(scratch, i8x16.splat(32));
  const toDigits = kept(scratch, i8x16.splat(70));
  const belowDigits = kept(scratch, i8x16.splat(117));
  const toLetters = kept(scratch, i8x16.splat(5));
  const belowLetters = kept(scratch, i8x16.splat(101));
  const point = kept(scratch, i8x16.splat(POINT));
  const hyphen = kept(scratch, i8x16.splat(HYPHEN));
  const commercialAt = kept(scratch, i8x16.splat(AT));
  for (let row: usize = 0; row < <usize>count; row++) {
    const text = <usize>load<u32>(address + (row << 2));
    const size = load<u32>(length + (row << 2));
    if (size - 1 >= MOST_BITS) {
      if (!accepts(text, size, classes, next, width)) store<u8>(verdict + row, 0);
      continue;
    }
    // Sets of bytes: bit i is byte i.
    let strange: u64 = 0;
    let letters: u64 = 0;
    let points: u64 = 0;
    let hyphens: u64 = 0;
    let ats: u64 = 0;
    for (let at: u32 = 0; at < size; at += 16) {
      const bytes = v128.load(text + at);
      const lower = i8x16.swizzle(lowerSets, v128.and(bytes, lowerBits));
      const upper = i8x16.swizzle(upperSets, v128.and(i16x8.shr_u(bytes, 4), lowerBits));
      strange |= bits(i8x16.eq(v128.and(lower, upper), i8x16.splat(0)), at);
      // Sums above 127 are negative, so one comparison finds both ends of a range.
      const digit = i8x16.gt_s(i8x16.add(bytes, toDigits), belowDigits);
      const letter = i8x16.gt_s(i8x16.add(v128.or(bytes, caseBit), toLetters), belowLetters);
      letters |= bits(v128.or(digit, letter), at);
      points |= bits(i8x16.eq(bytes, point), at);
      hyphens |= bits(i8x16.eq(bytes, hyphen), at);
      ats |= bits(i8x16.eq(bytes, commercialAt), at);
    }
    if (!isEmail(size, strange, letters, points, hyphens, ats)) store<u8>(verdict + row, 0);
  }
}

/**
 * What the sets of a text's bytes say of it. Bits behind the text may be set. `strange`: not of a local part's words.
 */
// @ts-ignore: decorator
@inline
function isEmail(size: u32, strange: u64, letters: u64, points: u64, hyphens: u64, ats: u64): bool {
  const end: u64 = (<u64>1) << size;
  const inside = end - 1;
  const lettersInside = letters & inside;
  const atsInside = ats & inside;
  const at = atsInside & (0 - atsInside);
  const local = at - 1;
  const domain = inside & ~(local | at);
  const labelPoints = points & domain;
  // A second @ stands in the domain, where it is a stranger.
  const strangers = (local & strange & ~points) | (domain & ~(letters | hyphens | points));
  const wordStarts = ((points & local) << 1) | 1;
  const labelEdges = ((labelPoints | at) << 1) | (labelPoints >> 1) | (end >> 1);
  const faults = strangers | (wordStarts & strange) | (labelEdges & ~lettersInside);
  return at != 0 && labelPoints != 0 && faults == 0;
}
