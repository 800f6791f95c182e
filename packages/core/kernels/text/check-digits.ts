/** Check digits of numbers in text. */
import { copyText } from '../shared/copy';
import { TWO_DIGITS } from '../shared/layout';
import { fit, placeCell } from './cells';

const ZERO: u8 = 48;
const NINE: u8 = 57;
const LETTER_A: u8 = 65;
const CHUNK: u32 = 16;
/** The upper byte of each pair: the last of sixteen and every second before it. */
const ODD_LANES: i16 = -256;
const COUNTRY_LENGTH: u32 = 2;
/** Characters that 64 bits hold as digits behind a rest below 97, each of two digits at most. */
const CHARACTERS_AT_ONCE: usize = 8;
const EIGHT_PLACES: u64 = 100_000_000;
const UPPER_HALVES: u64 = 0xf0f0_f0f0_f0f0_f0f0;
const LOWER_HALVES: u64 = 0x0f0f_0f0f_0f0f_0f0f;
const EIGHT_SIXES: u64 = 0x0606_0606_0606_0606;
const EIGHT_THREES_TWICE: u64 = 0x3333_3333_3333_3333;
const EVEN_BYTES: u64 = 0x00ff_00ff_00ff_00ff;
const EVEN_PAIRS: u64 = 0x0000_ffff_0000_ffff;

/** Digits with their Luhn check digit (ISO/IEC 7812-1 annex B) behind them. */
export function luhn(
  valueAddress: usize,
  valueLength: usize,
  address: usize,
  length: usize,
  count: i32,
  at: usize,
  limit: usize,
): usize {
  return withDigit(valueAddress, valueLength, address, length, count, at, limit, true);
}

/** Digits with their GS1 check digit (GS1 General Specifications 7.9) behind them. */
export function ean13(
  valueAddress: usize,
  valueLength: usize,
  address: usize,
  length: usize,
  count: i32,
  at: usize,
  limit: usize,
): usize {
  return withDigit(valueAddress, valueLength, address, length, count, at, limit, false);
}

/** Digits with one check digit behind them: inlined, so that each scheme has a loop without the other in it. */
// @ts-ignore: decorator
@inline
function withDigit(
  valueAddress: usize,
  valueLength: usize,
  address: usize,
  length: usize,
  count: i32,
  at: usize,
  limit: usize,
  isLuhn: bool,
): usize {
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const from = <usize>load<u32>(valueAddress + row);
    const size = load<u32>(valueLength + row);
    if (!fit(next, 1, size + 1, limit)) return 0;
    copyText(next, from, size);
    store<u8>(next + size, ZERO + complement(isLuhn ? luhnSum(from, size) : eanSum(from, size)));
    placeCell(address, length, row, next, size + 1);
    next += <usize>(size + 1);
  }
  return next;
}

/** What a sum lacks to the next multiple of ten. */
// @ts-ignore: decorator
@inline
function complement(sum: i32): u8 {
  return <u8>((10 - (sum % 10)) % 10);
}

/** The last 16 bytes of a text as numbers, those of digits; what lies before the text counts as 0. */
// @ts-ignore: decorator
@inline
function lastDigits(from: usize, size: u32): v128 {
  const lanes = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const isText = i8x16.ge_u(lanes, i8x16.splat(<u8>(CHUNK - size)));
  return v128.and(i8x16.sub(v128.load(from + size - CHUNK), i8x16.splat(ZERO)), isText);
}

// @ts-ignore: decorator
@inline
function areDigits(values: v128): bool {
  return !v128.any_true(i8x16.gt_u(values, i8x16.splat(9)));
}

/** The sum of 16 small numbers. */
// @ts-ignore: decorator
@inline
function sumOf(values: v128): i32 {
  const four = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(values));
  const two = i32x4.add(four, i8x16.shuffle(four, four, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
}

/** Every second digit, the last one first, counts double, and as its digit sum when it has two. */
// @ts-ignore: decorator
@inline
function luhnSum(from: usize, size: u32): i32 {
  if (size > CHUNK) return slowLuhnSum(from, size);
  const values = lastDigits(from, size);
  if (!areDigits(values)) return slowLuhnSum(from, size);
  const doubled = i8x16.add(values, v128.and(values, i16x8.splat(ODD_LANES)));
  const isLarge = i8x16.gt_u(doubled, i8x16.splat(9));
  return sumOf(i8x16.sub(doubled, v128.and(isLarge, i8x16.splat(9))));
}

function slowLuhnSum(from: usize, size: u32): i32 {
  let sum: i32 = 0;
  for (let k: u32 = 0; k < size; k++) {
    const digit = <i32>load<u8>(from + size - 1 - k) - ZERO;
    const doubled = (k & 1) == 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
}

/** Every second digit, the last one first, counts three times. */
// @ts-ignore: decorator
@inline
function eanSum(from: usize, size: u32): i32 {
  if (size > CHUNK) return slowEanSum(from, size);
  const values = lastDigits(from, size);
  if (!areDigits(values)) return slowEanSum(from, size);
  const tripled = v128.and(values, i16x8.splat(ODD_LANES));
  return sumOf(i8x16.add(values, i8x16.add(tripled, tripled)));
}

function slowEanSum(from: usize, size: u32): i32 {
  let sum: i32 = 0;
  for (let k: u32 = 0; k < size; k++) {
    sum += (<i32>load<u8>(from + size - 1 - k) - ZERO) * ((k & 1) == 0 ? 3 : 1);
  }
  return sum;
}

/** Country codes and accounts with the check digits of an IBAN (ISO 13616, ISO/IEC 7064 MOD 97-10) between them. */
export function iban(
  valueAddress: usize,
  valueLength: usize,
  address: usize,
  length: usize,
  count: i32,
  at: usize,
  limit: usize,
): usize {
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const from = <usize>load<u32>(valueAddress + row);
    const size = load<u32>(valueLength + row);
    if (!fit(next, 1, size + 2, limit)) return 0;
    const account = from + COUNTRY_LENGTH;
    const rest = modulo97(from, account, modulo97(account, from + size, 0));
    const check = 98 - ((rest * 100) % 97);
    store<u16>(next, load<u16>(from));
    store<u16>(next + 2, load<u16>(TWO_DIGITS + (<usize>check << 1)));
    copyText(next + 4, account, size - COUNTRY_LENGTH);
    placeCell(address, length, row, next, size + 2);
    next += <usize>(size + 2);
  }
  return next;
}

/** Goes on dividing by 97: digits count as they are, letters as 10 to 35. */
// @ts-ignore: decorator
@inline
function modulo97(from: usize, to: usize, start: u64): u64 {
  let rest = start;
  for (let at = from; at < to; ) {
    if (to - at >= CHARACTERS_AT_ONCE) {
      const text = load<u64>(at);
      if (isEightDigits(text)) {
        rest = (rest * EIGHT_PLACES + eightDigitsOf(text)) % 97;
        at += CHARACTERS_AT_ONCE;
        continue;
      }
    }
    const end = min(to, at + CHARACTERS_AT_ONCE);
    for (; at < end; at++) {
      const byte = load<u8>(at);
      rest = byte <= NINE ? rest * 10 + <u64>(byte - ZERO) : rest * 100 + <u64>(byte - LETTER_A + 10);
    }
    rest %= 97;
  }
  return rest;
}

/** Every byte is `0` to `9`: its upper half is 3, and still is with 6 more. */
// @ts-ignore: decorator
@inline
function isEightDigits(text: u64): bool {
  return ((text & UPPER_HALVES) | (((text + EIGHT_SIXES) & UPPER_HALVES) >> 4)) == EIGHT_THREES_TWICE;
}

/** The number that eight digits in ASCII spell: pairs, then fours, then all of them, one multiplication each. */
// @ts-ignore: decorator
@inline
function eightDigitsOf(text: u64): u64 {
  const pairs = ((text & LOWER_HALVES) * (10 * 256 + 1)) >> 8;
  const fours = ((pairs & EVEN_BYTES) * (100 * 65536 + 1)) >> 16;
  return ((fours & EVEN_PAIRS) * (10000 * 4294967296 + 1)) >> 32;
}
