/** Decimal numerals between separators: `src/mask-kernels/numerals.ts`. */
import { copyText } from '../shared/copy';

/** Of a text with other characters. */
const NO_NUMERAL: u8 = 255;
const MOST_DIGITS: u32 = 254;
const ZERO: u8 = 48;
/** ASCII from 0x20 to 0x3f and from 0x40 to 0x7f that is punctuation, blank or sign: not digits, letters, `^`, `` ` ``. */
const LOW_SEPARATORS: u32 = 0xfc00_ffff;
const HIGH_SEPARATORS: u64 = 0x7800_0000_b800_0001;

// @ts-ignore: decorator
@inline
function isDigit(byte: u8): bool {
  return byte - ZERO < 10;
}

// @ts-ignore: decorator
@inline
function isSeparator(byte: u8): bool {
  if (byte < 0x20 || byte > 0x7f) return false;
  if (byte < 0x40) return ((LOW_SEPARATORS >> (byte - 0x20)) & 1) != 0;
  return ((HIGH_SEPARATORS >> <u64>(byte - 0x40)) & 1) != 0;
}

/**
 * Counts the digits of each text.
 *
 * @param separators 1 where separators may stand between digits
 * @param counts u8[count]: digits; 0 for nulls, 255 for texts with other characters or too many digits
 */
export function countDigits(
  address: usize,
  length: usize,
  valid: usize,
  count: i32,
  separators: i32,
  counts: usize,
): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const bytes = load<u8>(valid + i) == 0 ? 0 : load<u32>(length + (i << 2));
    store<u8>(counts + i, digitsOf(<usize>load<u32>(address + (i << 2)), bytes, separators != 0));
  }
}

// @ts-ignore: decorator
@inline
function digitsOf(text: usize, length: u32, separators: bool): u8 {
  let digits: u32 = 0;
  for (let at: u32 = 0; at < length; at++) {
    const byte = load<u8>(text + at);
    if (isDigit(byte)) digits++;
    else if (!separators || !isSeparator(byte)) return NO_NUMERAL;
  }
  return digits > MOST_DIGITS ? NO_NUMERAL : <u8>digits;
}

/**
 * Reads the numerals that have so many digits as their halves, the first one with half of the digits, rounded down.
 *
 * @param rows i32[count]: which row each is of
 * @returns how many there are
 */
export function readNumerals(
  address: usize,
  counts: usize,
  count: i32,
  digits: i32,
  rows: usize,
  first: usize,
  second: usize,
): i32 {
  const short = digits >> 1;
  let next: usize = 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    if (<i32>load<u8>(counts + i) != digits) continue;
    const text = <usize>load<u32>(address + (i << 2));
    const middle = readHalf(text, short, first + (next << 2));
    readHalf(middle, digits - short, second + (next << 2));
    store<u32>(rows + (next << 2), <u32>i);
    next++;
  }
  return <i32>next;
}

/** Reads so many digits, stores their number and gives the address behind them. */
// @ts-ignore: decorator
@inline
function readHalf(from: usize, digits: i32, to: usize): usize {
  let number: u32 = 0;
  let at = from;
  for (let left = digits; left > 0; at++) {
    const value = <u32>load<u8>(at) - <u32>ZERO;
    if (value > 9) continue;
    number = number * 10 + value;
    left--;
  }
  store<u32>(to, number);
  return at;
}

/** Puts a number in place of so many digits in front of `end` and gives the address of the first. */
// @ts-ignore: decorator
@inline
function writeHalf(end: usize, from: usize, digits: i32): usize {
  let number = load<u32>(from);
  let at = end;
  for (let left = digits; left > 0; ) {
    at--;
    if (!isDigit(load<u8>(at))) continue;
    const rest = number / 10;
    store<u8>(at, ZERO + <u8>(number - rest * 10));
    number = rest;
    left--;
  }
  return at;
}

/**
 * Writes texts with other digits, one behind the other.
 *
 * @param rows,first,second as `readNumerals` gave them
 * @param heap where the texts go; there is room for all of them
 * @returns the address behind the last text
 */
export function writeNumerals(
  address: usize,
  length: usize,
  rows: usize,
  count: i32,
  digits: i32,
  first: usize,
  second: usize,
  heap: usize,
  outAddress: usize,
  outLength: usize,
): usize {
  const short = digits >> 1;
  let at = heap;
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = <usize>load<u32>(rows + (i << 2)) << 2;
    const bytes = load<u32>(length + row);
    const end = copyText(at, <usize>load<u32>(address + row), bytes);
    const middle = writeHalf(end, second + (i << 2), digits - short);
    writeHalf(middle, first + (i << 2), short);
    store<u32>(outAddress + row, <u32>at);
    store<u32>(outLength + row, bytes);
    at = end;
  }
  return at;
}
