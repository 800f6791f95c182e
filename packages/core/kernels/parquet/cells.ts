/**
 * Kernels that put the cells of rows with a value one behind the other. They write every cell and step on only behind
 * those with a value, so that nulls cost no branch: `out` takes one cell more than there are values.
 */

/** 32-bit cells. Gives how many there are. */
export function takeInts(source: usize, valid: usize, count: i32, out: usize): i32 {
  let at = out;
  for (let i = 0; i < count; i++) {
    store<u32>(at, load<u32>(source + (<usize>i << 2)));
    at += usize(load<u8>(valid + i) != 0) << 2;
  }
  return i32((at - out) >> 2);
}

/** 64-bit cells of any kind. Gives how many there are. */
export function takeWide(source: usize, valid: usize, count: i32, out: usize): i32 {
  let at = out;
  for (let i = 0; i < count; i++) {
    store<u64>(at, load<u64>(source + (<usize>i << 3)));
    at += usize(load<u8>(valid + i) != 0) << 3;
  }
  return i32((at - out) >> 3);
}

/**
 * Whole numbers from floats, as i64. Gives how many there are, or -1 - row for the first row whose cell is not whole,
 * below `-limit` or not below `limit`.
 *
 * @param valid 0 where every cell has a value
 * @param limit at most 2^63
 */
export function takeWhole(source: usize, valid: usize, count: i32, limit: f64, out: usize): i32 {
  let at = out;
  for (let i = 0; i < count; i++) {
    const present = valid == 0 || load<u8>(valid + i) != 0;
    const value = select<f64>(load<f64>(source + (<usize>i << 3)), 0, present);
    if (!(value >= -limit && value < limit)) return -1 - i;
    const whole = <i64>value;
    if (<f64>whole != value) return -1 - i;
    store<i64>(at, whole);
    at += usize(present) << 3;
  }
  return i32((at - out) >> 3);
}

/**
 * UUIDs as 16 bytes, most significant first, from four words each. Gives how many there are.
 *
 * @param valid 0 where every cell has a value
 */
export function takeUuids(words: usize, valid: usize, count: i32, out: usize): i32 {
  const swap = i8x16(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
  let at = out;
  for (let i = 0; i < count; i++) {
    v128.store(at, i8x16.swizzle(v128.load(words + (<usize>i << 4)), swap));
    at += valid == 0 ? 16 : usize(load<u8>(valid + i) != 0) << 4;
  }
  return i32((at - out) >> 4);
}

/** The lower halves of 64-bit numbers. */
export function narrowWhole(source: usize, count: i32, out: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) store<u32>(out + (i << 2), load<u32>(source + (i << 3)));
}
