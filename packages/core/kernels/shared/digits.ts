/**
 * Numbers, identifiers and times as text. Every writer takes the address to write to and gives the address behind the
 * text. What it may overwrite behind that is said at each; callers write from left to right.
 */
import { MINUS, POINT } from './characters';
import { DATE_DAYS, DATE_SLOTS, DATE_TEXTS, FOUR_DIGITS, THREE_DIGITS, TWO_DIGITS } from './layout';

const FOUR_PLACES: u32 = 10_000;
export const EIGHT_PLACES: u64 = 100_000_000;
/** The value of each of eight digits. */
export const DIGIT_VALUES: u64 = 0x0f0f_0f0f_0f0f_0f0f;
/** A bit in the last of eight digits: the one that is written even if it is 0. */
const LAST_DIGIT: u64 = 1 << 56;

/** 2^40 / 10^4, rounded up: exact for what it is used for, numbers below 10^8. */
const FOUR_PLACES_INVERSE: u64 = 109_951_163;

/** Eight digits of a number below 10^8, zeros in front, ready for one store. */
// @ts-ignore: decorator
@inline
export function eightDigits(n: u32): u64 {
  const high = <u32>((<u64>n * FOUR_PLACES_INVERSE) >> 40);
  const low = n - high * FOUR_PLACES;
  const first = <u64>load<u32>(FOUR_DIGITS + (<usize>high << 2));
  return first | (<u64>load<u32>(FOUR_DIGITS + (<usize>low << 2)) << 32);
}

/** Writes a number below 10^8 without zeros in front; overwrites less than 8 bytes behind it. */
// @ts-ignore: decorator
@inline
export function writeSmall(at: usize, n: u32): usize {
  const text = eightDigits(n);
  // Eight bits for each zero.
  const zeros = ctz((text & DIGIT_VALUES) | LAST_DIGIT) & ~7;
  store<u64>(at, text >> zeros);
  return at + 8 - <usize>(zeros >> 3);
}

/** Writes any 64-bit number that is not negative: at most 20 bytes, overwrites less than 8 behind it. */
// @ts-ignore: decorator
@inline
export function writeUnsigned(at: usize, n: u64): usize {
  return n < EIGHT_PLACES ? writeSmall(at, <u32>n) : writeLarge(at, n);
}

/** A number of at least nine digits: its leading ones, then eight at a time. */
function writeLarge(at: usize, n: u64): usize {
  const high = n / EIGHT_PLACES;
  const behind = high < EIGHT_PLACES ? writeSmall(at, <u32>high) : writeLarge(at, high);
  store<u64>(behind, eightDigits(<u32>(n - high * EIGHT_PLACES)));
  return behind + 8;
}

/** Writes an integer in decimal: at most 20 bytes, overwrites less than 8 behind it. */
// @ts-ignore: decorator
@inline
export function writeInteger(at: usize, n: i64): usize {
  const sign = n >> 63;
  store<u8>(at, MINUS);
  return writeUnsigned(at - <usize>sign, <u64>((n ^ sign) - sign));
}

/** Writes the lowest `width` digits of a number, zeros in front; overwrites less than 8 bytes behind them. */
// @ts-ignore: decorator
@inline
export function writePadded(at: usize, n: u64, width: u32): usize {
  return width > 8 ? writeWide(at, n, width) : writeNarrow(at, <u32>(n < EIGHT_PLACES ? n : n % EIGHT_PLACES), width);
}

/** {@link writePadded} of a number below 10^8 in at most eight digits. */
// @ts-ignore: decorator
@inline
function writeNarrow(at: usize, n: u32, width: u32): usize {
  // A shift by all 64 bits would be none at all.
  if (width == 0) return at;
  store<u64>(at, eightDigits(n) >> (64 - (<u64>width << 3)));
  return at + <usize>width;
}

/** More than eight digits: the leading ones, then eight at a time. */
function writeWide(at: usize, n: u64, width: u32): usize {
  const high = n / EIGHT_PLACES;
  const behind = writePadded(at, high, width - 8);
  store<u64>(behind, eightDigits(<u32>(n - high * EIGHT_PLACES)));
  return behind + 8;
}

/**
 * Writes an integer with a point before its last `scale` digits: 1999 with scale 2 is `19.99`. At most 21 bytes and
 * `scale`; overwrites less than 8 behind them.
 *
 * @param factor 10^scale
 */
// @ts-ignore: decorator
@inline
export function writeDecimal(at: usize, value: f64, scale: u32, factor: f64): usize {
  if (scale == 0) return writeInteger(at, <i64>value);
  const size = Math.abs(value);
  store<u8>(at, MINUS);
  const start = at + <usize>(value < 0);
  if (size >= <f64>EIGHT_PLACES || scale > 7) return writeLongDecimal(start, size, scale, factor);
  const text = eightDigits(<u32><i64>size);
  // The digit before the point is written even if it is 0.
  const zeros = ctz((text & DIGIT_VALUES) | (LAST_DIGIT >> (<u64>scale << 3))) & ~7;
  store<u64>(start, text >> zeros);
  const point = start + 8 - <usize>(zeros >> 3) - <usize>scale;
  store<u8>(point, POINT);
  store<u64>(point + 1, text >> (64 - (<u64>scale << 3)));
  return point + 1 + <usize>scale;
}

function writeLongDecimal(at: usize, size: f64, scale: u32, factor: f64): usize {
  const whole = Math.floor(size / factor);
  const point = writeUnsigned(at, <u64><i64>whole);
  store<u8>(point, POINT);
  return writePadded(point + 1, <u64><i64>(size - whole * factor), scale);
}

/**
 * Writes the 36 characters of an identifier, and not one more.
 *
 * @param from where its four words lie, the most significant first
 */
// @ts-ignore: decorator
@inline
export function writeUuid(at: usize, from: usize): usize {
  const words = v128.load(from);
  const bytes = i8x16.shuffle(words, words, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
  const low = v128.and(bytes, i8x16.splat(15));
  const high = v128.and(i16x8.shr_u(bytes, 4), i8x16.splat(15));
  const symbols = i8x16(48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102);
  const left = i8x16.swizzle(
    symbols,
    i8x16.shuffle(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
  );
  const right = i8x16.swizzle(
    symbols,
    i8x16.shuffle(high, low, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
  );
  // An index of -1 leaves a gap of zeros, which the hyphens fill.
  const spread = i8x16.swizzle(left, i8x16(0, 1, 2, 3, 4, 5, 6, 7, -1, 8, 9, 10, 11, -1, 12, 13));
  v128.store(at, v128.or(spread, i8x16(0, 0, 0, 0, 0, 0, 0, 0, 45, 0, 0, 0, 0, 45, 0, 0)));
  const middle = i8x16.shuffle(left, right, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
  const spaced = i8x16.swizzle(middle, i8x16(0, 1, -1, 2, 3, 4, 5, -1, 6, 7, 8, 9, 10, 11, 12, 13));
  v128.store(at + 16, v128.or(spaced, i8x16(0, 0, 45, 0, 0, 0, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0)));
  store<u32>(at + 32, i32x4.extract_lane(right, 3));
  return at + UUID_LENGTH;
}

export const UUID_LENGTH: usize = 36;
export const DATE_LENGTH: usize = 10;
export const TIMESTAMP_LENGTH: usize = 24;

const DAY_MS: f64 = 86_400_000.0;
/** `T00:` and `00`: a date in the cache goes on as the first minute of its day. */
const MIDNIGHT_HOUR: u32 = 0x3a30_3054;
const MIDNIGHT_MINUTE: u16 = 0x3030;
/** `:__.___Z`, for seconds and milliseconds to be put into. */
const SECONDS_FRAME: u64 = 0x5a00_0000_2e00_003a;

/** Address of the 16 bytes `2025-01-31T00:00` of a day. A column has few distinct days: each is written once. */
// @ts-ignore: decorator
@inline
function dateText(days: i32): usize {
  const slot = <usize>(days & (DATE_SLOTS - 1));
  const text = DATE_TEXTS + (slot << 4);
  if (load<i32>(DATE_DAYS + (slot << 2)) != days) {
    store<i32>(DATE_DAYS + (slot << 2), days);
    placeDate(text, days);
  }
  return text;
}

/** Proleptic Gregorian date of a day number (Hinnant, "chrono-compatible low-level date algorithms"). */
function placeDate(text: usize, days: i32): void {
  const shifted = days + 719_468;
  const era = floorDivide(shifted, 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
  const dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const shiftedMonth = (5 * dayOfYear + 2) / 153;
  const day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  // The lowest four digits of the year, as `writePadded` of the TypeScript kernels takes them.
  const digits = year - floorDivide(year, 10_000) * 10_000;
  store<u32>(text, load<u32>(FOUR_DIGITS + (<usize>digits << 2)));
  store<u8>(text + 4, MINUS);
  store<u16>(text + 5, twoDigits(month));
  store<u8>(text + 7, MINUS);
  store<u16>(text + 8, twoDigits(day));
  store<u32>(text + 10, MIDNIGHT_HOUR);
  store<u16>(text + 14, MIDNIGHT_MINUTE);
}

// @ts-ignore: decorator
@inline
function floorDivide(n: i32, by: i32): i32 {
  return (n >= 0 ? n : n - by + 1) / by;
}

// @ts-ignore: decorator
@inline
function twoDigits(n: u32): u16 {
  return load<u16>(TWO_DIGITS + (<usize>n << 1));
}

/** Writes `2025-01-31` of a day number (1970-01-01 is 0); overwrites 6 bytes behind it. */
// @ts-ignore: decorator
@inline
export function writeDate(at: usize, days: i32): usize {
  v128.store(at, v128.load(dateText(days)));
  return at + DATE_LENGTH;
}

/** Writes `2025-01-31T23:59:59.999Z` of milliseconds since 1970 in UTC: 24 bytes, and not one more. */
// @ts-ignore: decorator
@inline
export function writeTimestamp(at: usize, time: f64): usize {
  const days = Math.floor(time / DAY_MS);
  const milliseconds = <u32><i64>(time - days * DAY_MS);
  const seconds = milliseconds / 1000;
  const minutes = seconds / 60;
  const hours = minutes / 60;
  v128.store(at, v128.load(dateText(<i32><i64>days)));
  store<u16>(at + 11, twoDigits(hours));
  store<u16>(at + 14, twoDigits(minutes - hours * 60));
  const fraction = load<u32>(THREE_DIGITS + (<usize>(milliseconds - seconds * 1000) << 2));
  const second = <u64>twoDigits(seconds - minutes * 60);
  store<u64>(at + 16, SECONDS_FRAME | (second << 8) | (<u64>fraction << 32));
  return at + TIMESTAMP_LENGTH;
}
