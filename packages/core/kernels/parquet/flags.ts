/** Kernels of flags: one byte a row, 1 where the cell has a value (or is true) and 0 where it has none. */

const LANES: i32 = 16;

/** Number of flags that are set. */
export function countFlags(flags: usize, count: i32): i32 {
  let sum = i32x4.splat(0);
  let i = 0;
  for (; i + LANES <= count; i += LANES) {
    const set = i8x16.ne(v128.load(flags + i), i8x16.splat(0));
    const pairs = i16x8.extadd_pairwise_i8x16_u(v128.and(set, i8x16.splat(1)));
    sum = i32x4.add(sum, i32x4.extadd_pairwise_i16x8_u(pairs));
  }
  let total =
    i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3);
  for (; i < count; i++) total += i32(load<u8>(flags + i) != 0);
  return total;
}

/**
 * Flags as bits, lowest first; bits behind the last flag are 0. Gives the address behind the last byte.
 *
 * @param out one byte for every eight flags; the second byte of the last pair is written too
 */
export function packFlags(flags: usize, count: i32, out: usize): usize {
  let i = 0;
  let at = out;
  for (; i + LANES <= count; i += LANES, at += 2) {
    store<u16>(at, <u16>i8x16.bitmask(i8x16.ne(v128.load(flags + i), i8x16.splat(0))));
  }
  let rest: u32 = 0;
  for (let k = 0; i + k < count; k++) rest |= u32(load<u8>(flags + i + k) != 0) << k;
  store<u16>(at, <u16>rest);
  return out + ((count + 7) >> 3);
}

/** The flags of the rows that have a value, one behind the other. Gives how many there are. */
export function takeFlags(flags: usize, valid: usize, count: i32, out: usize): i32 {
  let at = out;
  for (let i = 0; i < count; i++) {
    store<u8>(at, load<u8>(flags + i));
    at += usize(load<u8>(valid + i) != 0);
  }
  return i32(at - out);
}
