/** Verdicts and flags: one byte per row. Sixteen rows at a time; up to 15 bytes behind the last row are overwritten. */

/** Rows pass only where they pass in `part` too. */
export function combine(verdict: usize, part: usize, count: i32): void {
  for (let at: usize = 0; at < <usize>count; at += 16) {
    v128.store(verdict + at, v128.and(v128.load(verdict + at), v128.load(part + at)));
  }
}

/** Lets pass all rows whose kind is not `kind`: the checks before were not meant for them. */
export function passOthers(verdict: usize, kinds: usize, count: i32, kind: i32): void {
  const wanted = i8x16.splat(<i8>kind);
  const one = i8x16.splat(1);
  for (let at: usize = 0; at < <usize>count; at += 16) {
    const others = v128.andnot(one, i8x16.eq(v128.load(kinds + at), wanted));
    v128.store(verdict + at, v128.or(v128.load(verdict + at), others));
  }
}

/** Rows whose verdict is 0. */
export function countFailures(verdict: usize, count: i32): i32 {
  const zero = i8x16.splat(0);
  let failures = 0;
  let at: usize = 0;
  const whole = <usize>(count & ~15);
  for (; at < whole; at += 16) {
    failures += popcnt(i8x16.bitmask(i8x16.eq(v128.load(verdict + at), zero)));
  }
  for (; at < <usize>count; at++) failures += i32(load<u8>(verdict + at) == 0);
  return failures;
}

/**
 * Fails rows whose kind is not allowed.
 *
 * @param allowed byte k is 1 where kind k is allowed, for kinds 0 to 7
 */
export function allowKinds(verdict: usize, kinds: usize, count: i32, allowed: i64): void {
  const table = i64x2(allowed, 0);
  for (let at: usize = 0; at < <usize>count; at += 16) {
    const passes = i8x16.swizzle(table, v128.load(kinds + at));
    v128.store(verdict + at, v128.and(v128.load(verdict + at), passes));
  }
}

/** Lets pass rows that have no value. */
export function passNulls(verdict: usize, valid: usize, count: i32): void {
  const one = i8x16.splat(1);
  for (let at: usize = 0; at < <usize>count; at += 16) {
    const nulls = v128.andnot(one, v128.load(valid + at));
    v128.store(verdict + at, v128.or(v128.load(verdict + at), nulls));
  }
}
