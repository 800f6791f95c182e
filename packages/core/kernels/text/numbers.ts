import {
  DATE_LENGTH,
  TIMESTAMP_LENGTH,
  UUID_LENGTH,
  writeDate,
  writeDecimal,
  writeInteger,
  writeTimestamp,
  writeUuid,
} from '../shared/digits';
import { writeFloat } from '../shared/float-text';
import { fit, placeCell, placeEqualCells } from './cells';

/** Most bytes of a 64-bit integer, sign included. */
const INTEGER_BYTES: u32 = 20;
/** A decimal has a sign, 16 digits, and at worst all of `scale` and a point more. */
const DECIMAL_BYTES: u32 = 24;
/** Of `-0.000001234567890123456`. */
const FLOAT_BYTES: u32 = 25;

/** @param value f64[count], whole numbers below 2^53 in size */
export function integerText(value: usize, address: usize, length: usize, count: i32, at: usize, limit: usize): usize {
  if (!fit(at, count, INTEGER_BYTES, limit)) return 0;
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const start = next;
    next = writeInteger(start, <i64>load<f64>(value + (row << 1)));
    placeCell(address, length, row, start, <u32>(next - start));
  }
  return next;
}

/** @param value i64[count] */
export function bigintText(value: usize, address: usize, length: usize, count: i32, at: usize, limit: usize): usize {
  if (!fit(at, count, INTEGER_BYTES, limit)) return 0;
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const start = next;
    next = writeInteger(start, load<i64>(value + (row << 1)));
    placeCell(address, length, row, start, <u32>(next - start));
  }
  return next;
}

/** @param value f64[count], scaled by `factor`, which is 10^scale, to whole numbers below 2^53 in size */
export function decimalText(
  value: usize,
  address: usize,
  length: usize,
  count: i32,
  scale: u32,
  factor: f64,
  at: usize,
  limit: usize,
): usize {
  if (!fit(at, count, DECIMAL_BYTES + scale, limit)) return 0;
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const start = next;
    next = writeDecimal(start, load<f64>(value + (row << 1)), scale, factor);
    placeCell(address, length, row, start, <u32>(next - start));
  }
  return next;
}

/** @param powers table of powers of ten, as `shared/float-text.ts` describes it */
export function floatText(
  value: usize,
  address: usize,
  length: usize,
  count: i32,
  powers: usize,
  at: usize,
  limit: usize,
): usize {
  if (!fit(at, count, FLOAT_BYTES, limit)) return 0;
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const start = next;
    next = writeFloat(start, load<f64>(value + (row << 1)), powers);
    placeCell(address, length, row, start, <u32>(next - start));
  }
  return next;
}

/** @param value f64[count], milliseconds since 1970 in UTC */
export function timestampText(value: usize, address: usize, length: usize, count: i32, at: usize, limit: usize): usize {
  if (!fit(at, count, <u32>TIMESTAMP_LENGTH, limit)) return 0;
  let next = at;
  for (let from = value, end = value + (<usize>count << 3); from < end; from += 8) {
    next = writeTimestamp(next, load<f64>(from));
  }
  return placeEqualCells(address, length, count, at, <u32>TIMESTAMP_LENGTH);
}

/** @param value f64[count], days since 1970 */
export function dateText(value: usize, address: usize, length: usize, count: i32, at: usize, limit: usize): usize {
  if (!fit(at, count, <u32>DATE_LENGTH, limit)) return 0;
  let next = at;
  for (let from = value, end = value + (<usize>count << 3); from < end; from += 8) {
    next = writeDate(next, <i32><i64>load<f64>(from));
  }
  return placeEqualCells(address, length, count, at, <u32>DATE_LENGTH);
}

/** @param value i32[4 * count] */
export function uuidText(value: usize, address: usize, length: usize, count: i32, at: usize, limit: usize): usize {
  if (!fit(at, count, <u32>UUID_LENGTH, limit)) return 0;
  let next = at;
  for (let from = value, end = value + (<usize>count << 4); from < end; from += 16) next = writeUuid(next, from);
  return placeEqualCells(address, length, count, at, <u32>UUID_LENGTH);
}
