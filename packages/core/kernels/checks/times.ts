/** Formats `date`, `time` and `date-time` (RFC 3339), with what ajv-formats allows beyond: `src/checks/formats.ts`. */
import { COLON, HYPHEN, PLUS, POINT } from '../shared/characters';
import { kept } from '../shared/kept';

const LOWER_Z: u32 = 122;
const LOWER_T: u32 = 116;
const CASE_BIT: u32 = 32;

const DATE_BYTES: usize = 10;
/** `23:59:59` */
const TIME_BYTES: usize = 8;

// @ts-ignore: decorator
@inline
function isDigit(byte: u32): bool {
  return byte - 48 < 10;
}

/** Two digits as a number; 255 and more where they are none. */
// @ts-ignore: decorator
@inline
function twoDigits(at: usize): u32 {
  const tens = <u32>load<u8>(at) - 48;
  const ones = <u32>load<u8>(at, 1) - 48;
  return select<u32>(tens * 10 + ones, 255, (tens < 10) & (ones < 10));
}

/** Days of a month; `year` in full. */
// @ts-ignore: decorator
@inline
function daysOfMonth(year: u32, month: u32): u32 {
  const leap = u32((year & 3) == 0 && (year % 100 != 0 || year % 400 == 0));
  return select<u32>(28 + leap, 30 + ((month ^ (month >> 3)) & 1), month == 2);
}

/** Whether ten bytes are a day of the calendar: `2024-02-29`. */
function isDate(text: usize): bool {
  const century = twoDigits(text);
  const years = twoDigits(text + 2);
  const month = twoDigits(text + 5);
  const day = twoDigits(text + 8);
  if (century > 99 || years > 99 || load<u8>(text, 4) != HYPHEN || load<u8>(text, 7) != HYPHEN) return false;
  return month - 1 < 12 && day - 1 < daysOfMonth(century * 100 + years, month);
}

/** Half of the distance of floats between 32 and 64: a fraction that lacks no more to a whole becomes one. */
const HALF_STEP_BITS: u64 = 48;

/**
 * Whether digits behind a point, read as a float together with 59 or 60 seconds, round to the next second. The
 * reference compares floats, and leap seconds hang on it.
 */
function roundsUp(digits: usize, end: usize): bool {
  const whole: u64 = 1 << HALF_STEP_BITS;
  let limit: u64 = whole - 1;
  for (let at = digits; limit != 0; at++) {
    limit *= 10;
    const wanted = <u32>(limit >> HALF_STEP_BITS);
    limit &= whole - 1;
    const digit = at < end ? <u32>load<u8>(at) - 48 : 0;
    if (digit != wanted) return digit > wanted;
  }
  return true;
}

/** Where digits end that start at `at`. */
// @ts-ignore: decorator
@inline
function digitsEnd(at: usize, end: usize): usize {
  while (at < end && isDigit(load<u8>(at))) at++;
  return at;
}

/** Offset of a zone in minutes as 60 * hours + minutes with the sign of the zone, and how it was read. */
const NO_ZONE: i32 = 0x7fffffff;

/** `z`, `+hh`, `+hhmm`, `+hh:mm` up to `end`: hours in the upper half, minutes in the lower one; NO_ZONE for others. */
// @ts-ignore: decorator
@inline
function zoneAt(at: usize, end: usize): i32 {
  const first = <u32>load<u8>(at);
  const bytes = end - at;
  if (bytes == 1 && (first | CASE_BIT) == LOWER_Z) return 0;
  if ((first != PLUS && first != HYPHEN) || bytes < 3) return NO_ZONE;
  const hours = twoDigits(at + 1);
  let minutes: u32 = 0;
  if (bytes != 3) {
    const hasColon = load<u8>(at, 3) == COLON;
    if (bytes != <usize>(hasColon ? 6 : 5)) return NO_ZONE;
    minutes = twoDigits(end - 2);
  }
  if (hours > 23 || minutes > 59) return NO_ZONE;
  return (hours << 16) | minutes;
}

/** Whether the text up to `end` is a time of the day. At least one byte behind it can be read. */
function isTime(text: usize, end: usize, zoneNeeded: bool): bool {
  if (end < text + TIME_BYTES) return false;
  const hour = twoDigits(text);
  const minute = twoDigits(text + 3);
  let second = twoDigits(text + 6);
  if (load<u8>(text, 2) != COLON || load<u8>(text, 5) != COLON) return false;
  if (hour > 99 || minute > 99 || second > 99) return false;
  let at = text + TIME_BYTES;
  if (at < end && load<u8>(at) == POINT) {
    const digits = at + 1;
    at = digitsEnd(digits, end);
    if (at == digits) return false;
    if ((second == 59 || second == 60) && roundsUp(digits, at)) second++;
  }
  if (at == end) return !zoneNeeded && isMoment(hour, minute, second, 0, 0);
  const zone = zoneAt(at, end);
  if (zone == NO_ZONE) return false;
  const sign = load<u8>(at) == HYPHEN ? -1 : 1;
  return isMoment(hour, minute, second, sign * (zone >> 16), sign * (zone & 0xffff));
}

/** A time, or a leap second: one that ends a day in UTC. */
function isMoment(hour: i32, minute: i32, second: i32, zoneHours: i32, zoneMinutes: i32): bool {
  if (hour <= 23 && minute <= 59 && second < 60) return true;
  const utcMinute = minute - zoneMinutes;
  const utcHour = hour - zoneHours - i32(utcMinute < 0);
  return (utcHour == 23 || utcHour == -1) && (utcMinute == 59 || utcMinute == -1) && second < 61;
}

/** Bytes of the white space at `at` (ECMA-262, `\s`), or of the letter T; 0 for others. */
function separatorBytes(at: usize): usize {
  const first = <u32>load<u8>(at);
  if ((first | CASE_BIT) == LOWER_T || first == 32 || first - 9 < 5) return 1;
  const second = <u32>load<u8>(at, 1);
  if (first == 0xc2) return second == 0xa0 ? 2 : 0;
  return first - 0xe1 < 15 && isWideSpace((first << 16) | (second << 8) | load<u8>(at, 2)) ? 3 : 0;
}

/** White space of three bytes: U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF. */
function isWideSpace(bytes: u32): bool {
  return (
    bytes - 0xe28080 < 11 ||
    bytes - 0xe280a8 < 2 ||
    bytes == 0xe280af ||
    bytes == 0xe2819f ||
    bytes == 0xe19a80 ||
    bytes == 0xe38080 ||
    bytes == 0xefbbbf
  );
}

function isDateTime(text: usize, length: usize, zoneNeeded: bool): bool {
  if (length < DATE_BYTES + 1 + TIME_BYTES || !isDate(text)) return false;
  const separator = separatorBytes(text + DATE_BYTES);
  return separator != 0 && isTime(text + DATE_BYTES + separator, text + length, zoneNeeded);
}

/** Lengths of `2025-01-31T23:59:59Z` and of the same with milliseconds. */
const SECONDS_BYTES: u32 = 20;
const MILLISECONDS_BYTES: u32 = 24;

// @ts-ignore: decorator
@inline
function between(text: usize, low: v128, high: v128): bool {
  const bytes = v128.load(text);
  return !v128.any_true(v128.or(i8x16.lt_u(bytes, low), i8x16.gt_u(bytes, high)));
}

/** Two digits that are known to be digits. */
// @ts-ignore: decorator
@inline
function knownDigits(at: usize): u32 {
  return <u32>load<u8>(at) * 10 + load<u8>(at, 1) - 528;
}

// @ts-ignore: decorator
@inline
function isUsualMoment(text: usize): bool {
  const month = knownDigits(text + 5);
  const day = knownDigits(text + 8);
  if (knownDigits(text + 11) > 23 || month - 1 > 11) return false;
  if (day - 1 < 28) return true;
  return day - 1 < daysOfMonth(knownDigits(text) * 100 + knownDigits(text + 2), month);
}

/**
 * Format `date-time`. Nearly all texts are of 20 or 24 bytes, with `T` and `Z`: the first 16 of them and the last 16
 * are compared with the least and the largest that each byte may be. All others are read byte by byte.
 *
 * @param zoneNeeded whether a text without a time zone fails
 * @param scratch 16 bytes
 */
export function dateTime(
  address: usize,
  length: usize,
  count: i32,
  verdict: usize,
  zoneNeeded: bool,
  scratch: usize,
): void {
  // `0000-00-00T00:00` to `9999-19-39T29:59`
  const headLow = kept(scratch, i8x16(48, 48, 48, 48, 45, 48, 48, 45, 48, 48, 84, 48, 48, 58, 48, 48));
  const headHigh = kept(scratch, i8x16(57, 57, 57, 57, 45, 49, 57, 45, 51, 57, 84, 50, 57, 58, 53, 57));
  // `00T00:00:00.000Z` to `99T99:99:59.999Z`
  const millisLow = kept(scratch, i8x16(48, 48, 84, 48, 48, 58, 48, 48, 58, 48, 48, 46, 48, 48, 48, 90));
  const millisHigh = kept(scratch, i8x16(57, 57, 84, 57, 57, 58, 57, 57, 58, 53, 57, 46, 57, 57, 57, 90));
  // `-00-00T00:00:00Z` to `-99-99T99:99:59Z`
  const secondsLow = kept(scratch, i8x16(45, 48, 48, 45, 48, 48, 84, 48, 48, 58, 48, 48, 58, 48, 48, 90));
  const secondsHigh = kept(scratch, i8x16(45, 57, 57, 45, 57, 57, 84, 57, 57, 58, 57, 57, 58, 53, 57, 90));
  for (let row: usize = 0; row < <usize>count; row++) {
    const bytes = load<u32>(length + (row << 2));
    const text = <usize>load<u32>(address + (row << 2));
    let usual = false;
    if (bytes == MILLISECONDS_BYTES) {
      usual = between(text, headLow, headHigh) && between(text + 8, millisLow, millisHigh);
    } else if (bytes == SECONDS_BYTES) {
      usual = between(text, headLow, headHigh) && between(text + 4, secondsLow, secondsHigh);
    }
    const passes = usual ? isUsualMoment(text) : isDateTime(text, bytes, zoneNeeded);
    if (!passes) store<u8>(verdict + row, 0);
  }
}

export function time(address: usize, length: usize, count: i32, verdict: usize, zoneNeeded: bool): void {
  for (let row: usize = 0; row < <usize>count; row++) {
    const text = <usize>load<u32>(address + (row << 2));
    if (!isTime(text, text + load<u32>(length + (row << 2)), zoneNeeded)) store<u8>(verdict + row, 0);
  }
}

export function date(address: usize, length: usize, count: i32, verdict: usize): void {
  for (let row: usize = 0; row < <usize>count; row++) {
    const text = <usize>load<u32>(address + (row << 2));
    if (load<u32>(length + (row << 2)) != <u32>DATE_BYTES || !isDate(text)) store<u8>(verdict + row, 0);
  }
}
