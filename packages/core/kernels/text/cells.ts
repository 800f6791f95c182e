/**
 * What all kernels of text share. A text column is two columns of 32-bit integers, addresses and lengths; `row` below
 * is a row number times four. Kernels that make text get `at`, where the heap is free, and `limit`, 16 bytes before its
 * end. No text ends behind the limit, so wide stores may overshoot. They give the address behind the last text, or 0
 * when the text does not fit.
 */

/** Notes where the text of a row lies. */
// @ts-ignore: decorator
@inline
export function placeCell(address: usize, length: usize, row: usize, at: usize, size: u32): void {
  store<u32>(address + row, <u32>at);
  store<u32>(length + row, size);
}

/** Notes where the next `count` texts of one size lie, one behind the other; gives the address behind the last. */
export function placeEqualCells(address: usize, length: usize, count: i32, at: usize, size: u32): usize {
  const sizes = i32x4.splat(size);
  const step = i32x4.splat(size * 4);
  let next = i32x4.add(i32x4.splat(<u32>at), i32x4.mul(sizes, i32x4(0, 1, 2, 3)));
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 16) {
    v128.store(address + row, next);
    v128.store(length + row, sizes);
    next = i32x4.add(next, step);
  }
  return at + <usize>(size * count);
}

/** Whether `count` texts of at most `size` bytes each lie before the limit. */
// @ts-ignore: decorator
@inline
export function fit(at: usize, count: i32, size: u32, limit: usize): bool {
  return <u64>at + <u64>count * <u64>size <= <u64>limit;
}
