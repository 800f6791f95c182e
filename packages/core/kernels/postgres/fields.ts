import { copyText } from '../shared/copy';
import { turnedBytes } from '../shared/lanes';

/**
 * Fields of a tuple: a length of 32 bits and the value, both most significant byte first. Each writer gives the address
 * behind its field.
 */

/** In place of an address: the cell has no binary form. */
export const NO_FORM: usize = 1;
/** Version of the form of `jsonb` that is its text. */
const JSONB_VERSION: u8 = 1;
const TWO_63: f64 = 9223372036854775808.0;
/** Days and milliseconds from 1970-01-01, which batches count from, to 2000-01-01, which the server counts from. */
const EPOCH_DAYS: f64 = 10957.0;
const EPOCH_MS: f64 = 946684800000.0;
/** Floats are whole and exact up to here. */
export const EXACT: f64 = 9007199254740992.0;
/** The one NaN that is written, as TypeScript writes it. */
const NAN64: u64 = 0x7ff8000000000000;
const NAN32: u32 = 0x7fc00000;

// @ts-ignore: decorator
@inline
function writeLength(at: usize, length: u32): void {
  store<u32>(at, bswap<u32>(length));
}

// @ts-ignore: decorator
@inline
export function writeNull(at: usize): usize {
  store<i32>(at, -1);
  return at + 4;
}

/** Copies 16 bytes at a time: up to 15 bytes behind the text are overwritten. */
// @ts-ignore: decorator
@inline
export function writeText(at: usize, address: usize, length: u32): usize {
  writeLength(at, length);
  return copyText(at + 4, address, length);
}

// @ts-ignore: decorator
@inline
export function writeJsonb(at: usize, address: usize, length: u32): usize {
  writeLength(at, length + 1);
  store<u8>(at, JSONB_VERSION, 4);
  return copyText(at + 5, address, length);
}

/** Four words, most significant first, each with its bytes turned around. */
// @ts-ignore: decorator
@inline
export function writeUuid(at: usize, words: usize): usize {
  const value = v128.load(words);
  writeLength(at, 16);
  v128.store(at + 4, turnedBytes(value));
  return at + 20;
}

// @ts-ignore: decorator
@inline
export function writeBoolean(at: usize, value: u8): usize {
  writeLength(at, 1);
  store<u8>(at, <u8>(value != 0), 4);
  return at + 5;
}

/** A whole number that fits into `width` bytes. */
// @ts-ignore: decorator
@inline
export function writeInteger(at: usize, value: f64, width: u32): usize {
  if (trunc(value) != value || value < -TWO_63 || value >= TWO_63) return NO_FORM;
  return writeLong(at, <i64>value, width);
}

// @ts-ignore: decorator
@inline
export function writeLong(at: usize, value: i64, width: u32): usize {
  if (width == 8) {
    writeLength(at, 8);
    store<i64>(at, bswap<i64>(value), 4);
    return at + 12;
  }
  if (width == 4) {
    if (<i64><i32>value != value) return NO_FORM;
    writeLength(at, 4);
    store<i32>(at, bswap<i32>(<i32>value), 4);
    return at + 8;
  }
  if (<i64><i16>value != value) return NO_FORM;
  writeLength(at, 2);
  store<i16>(at, bswap<i16>(<i16>value), 4);
  return at + 6;
}

// @ts-ignore: decorator
@inline
export function writeFloat8(at: usize, value: f64): usize {
  const bits = value == value ? reinterpret<u64>(value) : NAN64;
  writeLength(at, 8);
  store<u64>(at, bswap<u64>(bits), 4);
  return at + 12;
}

// @ts-ignore: decorator
@inline
export function writeFloat4(at: usize, value: f64): usize {
  const bits = value == value ? reinterpret<u32>(<f32>value) : NAN32;
  writeLength(at, 4);
  store<u32>(at, bswap<u32>(bits), 4);
  return at + 8;
}

/** Milliseconds since 1970 become microseconds since 2000. */
// @ts-ignore: decorator
@inline
export function writeTimestamp(at: usize, value: f64): usize {
  const ms = value - EPOCH_MS;
  if (trunc(ms) != ms || abs(ms) > EXACT) return NO_FORM;
  writeLength(at, 8);
  store<i64>(at, bswap<i64>(<i64>ms * 1000), 4);
  return at + 12;
}

/** Days since 1970 become days since 2000. */
// @ts-ignore: decorator
@inline
export function writeDate(at: usize, value: f64): usize {
  return writeInteger(at, value - EPOCH_DAYS, 4);
}
