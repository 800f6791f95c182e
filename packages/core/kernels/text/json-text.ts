import { MOST_GROWTH, writeJsonEscaped } from '../shared/escape';
import { fit, placeCell } from './cells';

const QUOTE: u8 = 34;

/**
 * Cells as JSON strings, nulls as `null`.
 *
 * @param valid u8[count], 0 for null; or 0 when no cell is null
 * @param nothing,nothingLength the text `null`
 */
export function jsonText(
  valueAddress: usize,
  valueLength: usize,
  valid: usize,
  nothing: usize,
  nothingLength: u32,
  address: usize,
  length: usize,
  count: i32,
  at: usize,
  limit: usize,
): usize {
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    if (valid != 0 && load<u8>(valid + (row >> 2)) == 0) {
      placeCell(address, length, row, nothing, nothingLength);
      continue;
    }
    const size = load<u32>(valueLength + row);
    if (<u64>next + <u64>size * MOST_GROWTH + 2 > <u64>limit) return 0;
    const start = next;
    store<u8>(start, QUOTE);
    next = writeJsonEscaped(start + 1, <usize>load<u32>(valueAddress + row), size);
    store<u8>(next++, QUOTE);
    placeCell(address, length, row, start, <u32>(next - start));
  }
  return next;
}

/** Cells that are JSON already: views of them, nulls as `null`. Takes the same as {@link jsonText}. */
export function jsonValue(
  valueAddress: usize,
  valueLength: usize,
  valid: usize,
  nothing: usize,
  nothingLength: u32,
  address: usize,
  length: usize,
  count: i32,
): void {
  const nothings = i32x4.splat(<u32>nothing);
  const nothingLengths = i32x4.splat(nothingLength);
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 16) {
    const flags = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(valid + (row >> 2))));
    const isNull = i32x4.eq(flags, i32x4.splat(0));
    v128.store(address + row, v128.bitselect(nothings, v128.load(valueAddress + row), isNull));
    v128.store(length + row, v128.bitselect(nothingLengths, v128.load(valueLength + row), isNull));
  }
}
