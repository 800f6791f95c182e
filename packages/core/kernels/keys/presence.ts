/** Which rows have a key at all: `src/keys/presence.ts`. A key with a null in it equals no other, as in SQL. */

/**
 * Moves the keys of rows that have one to the front, and notes their rows.
 *
 * @param hashes u64[count], packed in place
 * @param rests u64[count], packed likewise, or 0 where keys have 64 bits
 * @param valid u8[count], 1 where the row has a key, or 0 when all have
 * @param rows u32[count], room for a multiple of four: lower halves of the row numbers of the keys that stay
 * @param firstRow lower half of the first row number
 * @returns how many stay
 */
export function keepPresent(
  hashes: usize,
  rests: usize,
  valid: usize,
  rows: usize,
  count: i32,
  firstRow: i32,
): i32 {
  if (valid == 0) {
    countUp(rows, count, firstRow);
    return count;
  }
  let kept: usize = 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    // Written in any case, counted where it stays: no branch to guess.
    store<u64>(hashes + (kept << 3), load<u64>(hashes + (i << 3)));
    if (rests != 0) store<u64>(rests + (kept << 3), load<u64>(rests + (i << 3)));
    store<i32>(rows + (kept << 2), firstRow + <i32>i);
    kept += <usize>load<u8>(valid + i);
  }
  return <i32>kept;
}

function countUp(rows: usize, count: i32, first: i32): void {
  let row = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    v128.store(rows + at, row);
    row = i32x4.add(row, i32x4.splat(4));
  }
}

/** `flags` and `others`, u8[count] with room for a multiple of sixteen, into `out`. */
export function bothPresent(flags: usize, others: usize, out: usize, count: i32): void {
  for (let at: usize = 0; at < <usize>count; at += 16) {
    v128.store(out + at, v128.and(v128.load(flags + at), v128.load(others + at)));
  }
}
