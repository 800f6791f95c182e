/** Kernels that write numbers in an alphabet. */
import { copyText } from '../shared/copy';
import { writeInteger, writePadded } from '../shared/digits';
import { fit, placeCell } from './cells';

/** Most symbols that a number up to 2^53 needs: in an alphabet of two. Those before them are the first symbol. */
const MOST_SYMBOLS: u32 = 54;
const GROUP: u32 = 8;
/** Numbers below are divided by one multiplication; see {@link wholeOf}. */
const RECIPROCAL_LIMIT: f64 = 1125899906842624.0;
/** Added to this float, a whole number below 2^51 is the lower half of its bits: cheaper than a conversion. */
const WHOLE_BITS: f64 = 6755399441055744.0;
const INTEGER_BYTES: u32 = 20;

/**
 * `rest / radix`, rounded down, for `rest` below 2^50.
 *
 * With half a step more, the true quotient is at least half of `1 / radix` away from a whole number, which is more than
 * the roundings lose.
 */
// @ts-ignore: decorator
@inline
function wholeOf(rest: f64, reciprocal: f64, halfStep: f64): f64 {
  return Math.floor(rest * reciprocal + halfStep);
}

/**
 * Writes the lowest `size` symbols of a number, symbols of one byte; overwrites less than 8 bytes behind them.
 *
 * They are made from the right in groups of eight; only the first group may be smaller, since it alone has nothing
 * behind it that stands already.
 */
// @ts-ignore: decorator
@inline
function spell(at: usize, value: f64, size: u32, alphabet: usize, radix: f64): usize {
  const reciprocal = 1 / radix;
  const halfStep = 0.5 * reciprocal;
  const symbols = WHOLE_BITS + <f64>alphabet;
  const filled = size > MOST_SYMBOLS ? size - MOST_SYMBOLS : 0;
  if (filled > 0) memory.fill(at, load<u8>(alphabet), <usize>filled);
  let rest = value;
  let left = size;
  let group = (size - filled) & (GROUP - 1);
  while (left > filled) {
    if (group == 0) group = GROUP;
    let text: u64 = 0;
    for (let k: u32 = 0; k < group; k++) {
      const next = rest < RECIPROCAL_LIMIT ? wholeOf(rest, reciprocal, halfStep) : Math.floor(rest / radix);
      text = (text << 8) | load<u8>(<usize><u32>reinterpret<u64>(rest - next * radix + symbols));
      rest = next;
    }
    left -= group;
    store<u64>(at + <usize>left, text);
    group = GROUP;
  }
  return at + <usize>size;
}

/**
 * Whole numbers in decimal, at least `width` digits of them; more are cut off unless `width` is 0.
 *
 * @param value f64[count]
 */
export function digits(
  value: usize,
  address: usize,
  length: usize,
  count: i32,
  width: u32,
  at: usize,
  limit: usize,
): usize {
  if (!fit(at, count, width == 0 ? INTEGER_BYTES : width, limit)) return 0;
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const start = next;
    const number = load<f64>(value + (row << 1));
    next = width == 0 ? writeInteger(start, <i64>number) : writePadded(start, <u64><i64>number, width);
    placeCell(address, length, row, start, <u32>(next - start));
  }
  return next;
}

/**
 * Whole numbers in any alphabet of bytes, at least `width` symbols of them.
 *
 * @param value f64[count], not negative
 * @param alphabet u8[radix]
 * @param capacity radix^width: the least number that takes more symbols
 */
export function radixDigits(
  value: usize,
  address: usize,
  length: usize,
  count: i32,
  width: u32,
  alphabet: usize,
  radix: f64,
  capacity: f64,
  at: usize,
  limit: usize,
): usize {
  if (!fit(at, count, max(width, MOST_SYMBOLS), limit)) return 0;
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const number = load<f64>(value + (row << 1));
    let size = width;
    for (let more = capacity; number >= more && size < MOST_SYMBOLS; more *= radix) size++;
    placeCell(address, length, row, next, size);
    next = spell(next, number, size, alphabet, radix);
  }
  return next;
}

/**
 * Text number `value[i]` among all texts of `least` to `most` symbols of one byte, the shortest first.
 *
 * @param value f64[count]
 * @param alphabet u8[radix]
 * @param texts how many texts of `least` symbols there are
 */
export function symbolBytes(
  value: usize,
  address: usize,
  length: usize,
  count: i32,
  least: u32,
  most: u32,
  texts: f64,
  alphabet: usize,
  radix: f64,
  at: usize,
  limit: usize,
): usize {
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    let rest = load<f64>(value + (row << 1));
    let size = least;
    for (let shorter = texts; rest >= shorter && size < most; shorter *= radix) {
      rest -= shorter;
      size++;
    }
    if (!fit(next, 1, size, limit)) return 0;
    placeCell(address, length, row, next, size);
    next = spell(next, rest, size, alphabet, radix);
  }
  return next;
}

/**
 * As {@link symbolBytes}, for symbols of any size.
 *
 * @param entryAddress,entryLength i32 per symbol
 * @param scratch i32[54], which is overwritten
 */
export function symbolTexts(
  value: usize,
  address: usize,
  length: usize,
  count: i32,
  least: u32,
  most: u32,
  texts: f64,
  entryAddress: usize,
  entryLength: usize,
  radix: f64,
  scratch: usize,
  at: usize,
  limit: usize,
): usize {
  const reciprocal = 1 / radix;
  const halfStep = 0.5 * reciprocal;
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    let rest = load<f64>(value + (row << 1));
    let size = least;
    for (let shorter = texts; rest >= shorter && size < most; shorter *= radix) {
      rest -= shorter;
      size++;
    }
    const start = next;
    const drawn = min(size, MOST_SYMBOLS);
    for (let k: u32 = 0; k < drawn; k++) {
      const whole = rest < RECIPROCAL_LIMIT ? wholeOf(rest, reciprocal, halfStep) : Math.floor(rest / radix);
      store<i32>(scratch + (<usize>k << 2), <i32><i64>(rest - whole * radix));
      rest = whole;
    }
    for (let k = size; k > 0; k--) {
      const symbol: usize = k > drawn ? 0 : <usize>load<u32>(scratch + (<usize>(k - 1) << 2)) << 2;
      const bytes = load<u32>(entryLength + symbol);
      if (!fit(next, 1, bytes, limit)) return 0;
      next = copyText(next, <usize>load<u32>(entryAddress + symbol), bytes);
    }
    placeCell(address, length, row, start, <u32>(next - start));
  }
  return next;
}
