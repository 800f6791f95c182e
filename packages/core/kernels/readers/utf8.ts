/**
 * Checks UTF-8 (RFC 3629), 16 bytes at a time, by the method of Keiser and Lemire, "Validating UTF-8 in less than one
 * instruction per byte" (2021): three tables of 16 entries, asked for the halves of a byte and of the byte before it,
 * agree on a bit where the two cannot stand together.
 */
import { firstBytes } from '../shared/lanes';

/** A lead byte without its continuation. */
const TOO_SHORT: i8 = 1;
/** A continuation behind ASCII. */
const TOO_LONG: i8 = 2;
const OVERLONG_3: i8 = 4;
/** Beyond U+10FFFF, by the second byte. */
const TOO_LARGE: i8 = 8;
const SURROGATE: i8 = 16;
const OVERLONG_2: i8 = 32;
/** Beyond U+10FFFF by the first byte, or four bytes for what needs fewer. */
const TOO_LARGE_1000: i8 = 64;
const OVERLONG_4: i8 = 64;
/** Two continuations: an error unless three or four bytes belong together, which is looked up apart. */
const TWO_CONTINUATIONS: i8 = -128;
const CARRY: i8 = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS;
const LARGE: i8 = CARRY | TOO_LARGE | TOO_LARGE_1000;
const CONTINUATION: i8 = TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS;

/** Whether a byte from `from` up to `to` is not ASCII. Up to 15 bytes behind `to` are read. */
export function isWide(from: usize, to: usize): bool {
  let all = v128.load(from);
  const last = to - 16;
  if (to - from >= 16) {
    for (let at = from + 16; at < last; at += 16) all = v128.or(all, v128.load(at));
    return i8x16.bitmask(v128.or(all, v128.load(last))) != 0;
  }
  return (i8x16.bitmask(all) & ((1 << <i32>(to - from)) - 1)) != 0;
}

/**
 * Whether the bytes from `from` up to `to` are UTF-8 and end with a whole character.
 *
 * The byte at `to` has to be ASCII: a character that is cut short shows there. Up to 15 bytes behind it are read.
 */
export function isUtf8(from: usize, to: usize): bool {
  const end = to + 1;
  let before = i8x16.splat(0);
  let faults = i8x16.splat(0);
  for (let at = from; at < end; at += 16) {
    let bytes = v128.load(at);
    if (end - at < 16) bytes = v128.and(bytes, firstBytes(<u32>(end - at)));
    faults = v128.or(faults, faultsOf(bytes, before));
    before = bytes;
  }
  return !v128.any_true(faults);
}

/** Not zero where a byte cannot follow those before it. */
// @ts-ignore: decorator
@inline
function faultsOf(bytes: v128, before: v128): v128 {
  const one = i8x16.shuffle(before, bytes, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
  const two = i8x16.shuffle(before, bytes, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
  const three = i8x16.shuffle(before, bytes, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28);
  const pairs = v128.and(v128.and(firstHigh(one), firstLow(one)), secondHigh(bytes));
  // Bit 7 where three or four bytes belong together: exactly there, two continuations are right.
  const third = i8x16.sub_sat_u(two, i8x16.splat(<i8>(0xe0 - 0x80)));
  const fourth = i8x16.sub_sat_u(three, i8x16.splat(<i8>(0xf0 - 0x80)));
  const continued = v128.and(v128.or(third, fourth), i8x16.splat(-128));
  return v128.xor(continued, pairs);
}

// @ts-ignore: decorator
@inline
function firstHigh(byte: v128): v128 {
  const table = i8x16(
    TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
    TWO_CONTINUATIONS, TWO_CONTINUATIONS, TWO_CONTINUATIONS, TWO_CONTINUATIONS,
    TOO_SHORT | OVERLONG_2,
    TOO_SHORT,
    TOO_SHORT | OVERLONG_3 | SURROGATE,
    TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4,
  );
  return i8x16.swizzle(table, i8x16.shr_u(byte, 4));
}

// @ts-ignore: decorator
@inline
function firstLow(byte: v128): v128 {
  const table = i8x16(
    CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4,
    CARRY | OVERLONG_2,
    CARRY, CARRY,
    CARRY | TOO_LARGE,
    LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE,
    LARGE | SURROGATE,
    LARGE, LARGE,
  );
  return i8x16.swizzle(table, v128.and(byte, i8x16.splat(15)));
}

// @ts-ignore: decorator
@inline
function secondHigh(byte: v128): v128 {
  const table = i8x16(
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
    CONTINUATION | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4,
    CONTINUATION | OVERLONG_3 | TOO_LARGE,
    CONTINUATION | SURROGATE | TOO_LARGE,
    CONTINUATION | SURROGATE | TOO_LARGE,
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
  );
  return i8x16.swizzle(table, i8x16.shr_u(byte, 4));
}
