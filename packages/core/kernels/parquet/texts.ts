import { copyText } from '../shared/copy';

/**
 * Kernels of text cells: addresses and lengths as i32, one each a row. `valid` is 0 where every cell has a value.
 * What stands in a row without a value may be anything: it is masked out before it is used as an address.
 */

/** Sum of the lengths of the cells that have a value. */
export function sumLengths(length: usize, valid: usize, count: i32): f64 {
  let sum = i64x2.splat(0);
  let i = 0;
  if (valid == 0) {
    for (; i + 4 <= count; i += 4) {
      const four = v128.load(length + (<usize>i << 2));
      sum = i64x2.add(sum, i64x2.add(i64x2.extend_low_i32x4_u(four), i64x2.extend_high_i32x4_u(four)));
    }
  }
  let total = i64x2.extract_lane(sum, 0) + i64x2.extract_lane(sum, 1);
  for (; i < count; i++) total += i64(load<u32>(length + (<usize>i << 2)) & maskOf(valid, i));
  return <f64>total;
}

/** All bits where the cell has a value, none where it has none. */
// @ts-ignore: decorator
@inline
function maskOf(valid: usize, row: i32): u32 {
  return valid == 0 ? u32.MAX_VALUE : 0 - u32(load<u8>(valid + row) != 0);
}

/** Copies the texts one behind the other. Gives the address behind them. */
export function gatherTexts(address: usize, length: usize, valid: usize, count: i32, out: usize): usize {
  let at = out;
  for (let i = 0; i < count; i++) {
    const mask = maskOf(valid, i);
    const from = load<u32>(address + (<usize>i << 2)) & mask;
    at = copyText(at, from, load<u32>(length + (<usize>i << 2)) & mask);
  }
  return at;
}

/** Copies the texts one behind the other, and notes where each one lies now. Gives the address behind them. */
export function stageTexts(
  address: usize,
  length: usize,
  valid: usize,
  count: i32,
  out: usize,
  outAddress: usize,
  outLength: usize,
): usize {
  let at = out;
  for (let i = 0; i < count; i++) {
    const mask = maskOf(valid, i);
    const from = load<u32>(address + (<usize>i << 2)) & mask;
    const size = load<u32>(length + (<usize>i << 2)) & mask;
    store<u32>(outAddress + (<usize>i << 2), <u32>at);
    store<u32>(outLength + (<usize>i << 2), size);
    at = copyText(at, from, size);
  }
  return at;
}
