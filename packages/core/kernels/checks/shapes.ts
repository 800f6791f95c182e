/** Texts of one length, each byte in a range of its own. */

// @ts-ignore: decorator
@inline
function outside(text: usize, lows: usize, highs: usize): v128 {
  const bytes = v128.load(text);
  return v128.or(i8x16.lt_u(bytes, v128.load(lows)), i8x16.gt_u(bytes, v128.load(highs)));
}

/**
 * Whether texts have a length and their bytes lie between two limits each.
 *
 * @param lows,highs limits of each byte, u8, padded with 0 and 255 to a multiple of 16
 * @param bytes length of the texts, 1 to 64
 */
export function shape(
  address: usize,
  length: usize,
  count: i32,
  verdict: usize,
  lows: usize,
  highs: usize,
  bytes: u32,
): void {
  for (let row: usize = 0; row < <usize>count; row++) {
    // A shorter text may be the last one in memory: it is not looked into.
    const passes =
      load<u32>(length + (row << 2)) == bytes &&
      fits(<usize>load<u32>(address + (row << 2)), lows, highs, bytes);
    if (!passes) store<u8>(verdict + row, 0);
  }
}

// @ts-ignore: decorator
@inline
function fits(text: usize, lows: usize, highs: usize, bytes: u32): bool {
  let bad = outside(text, lows, highs);
  for (let at: usize = 16; at < <usize>bytes; at += 16) bad = v128.or(bad, outside(text + at, lows + at, highs + at));
  return !v128.any_true(bad);
}

/** Length of a UUID, and of one with `urn:uuid:` before it. */
const UUID_BYTES: u32 = 36;
const URN_BYTES: u32 = 9;
/** `urn:uuid` as a 64-bit integer, lower case. */
const URN_UUID: u64 = 0x646975753a6e7275;
/** Turns upper case of letters to lower case; of the colon it changes nothing. */
const LOWER_CASE: u64 = 0x2020202020202020;
const COLON: u32 = 58;

/** Sums above 127 are negative, so one comparison finds both ends of a range. */
// @ts-ignore: decorator
@inline
function hexDigits(bytes: v128): v128 {
  const digit = i8x16.gt_s(i8x16.add(bytes, i8x16.splat(70)), i8x16.splat(117));
  const lower = v128.or(bytes, i8x16.splat(32));
  return v128.or(digit, i8x16.gt_s(i8x16.add(lower, i8x16.splat(25)), i8x16.splat(121)));
}

/** Whether 36 bytes are hexadecimal digits of either case with hyphens at 8, 13, 18 and 23. */
// @ts-ignore: decorator
@inline
function isUuid(text: usize): bool {
  const hyphen = i8x16.splat(45);
  const first = v128.load(text);
  const second = v128.load(text, 16);
  // Bytes 20 to 35: four of them a second time, so that nothing behind the text is read.
  const third = v128.load(text, 20);
  const hyphens = i8x16(0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1, 0, 0);
  const moreHyphens = i8x16(0, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0);
  const lastHyphen = i8x16(0, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  const good = v128.and(
    v128.bitselect(i8x16.eq(first, hyphen), hexDigits(first), hyphens),
    v128.and(
      v128.bitselect(i8x16.eq(second, hyphen), hexDigits(second), moreHyphens),
      v128.or(hexDigits(third), lastHyphen),
    ),
  );
  return i8x16.all_true(good);
}

/** Bytes `urn:uuid:` before a UUID, in either case. The colon has the bit that lower case sets. */
function isUrn(text: usize): bool {
  return (
    (load<u64>(text) | LOWER_CASE) == URN_UUID &&
    load<u8>(text, 3) == COLON &&
    load<u8>(text, 8) == COLON &&
    isUuid(text + URN_BYTES)
  );
}

/** Format `uuid`: RFC 9562, also as a URN. */
export function uuid(address: usize, length: usize, count: i32, verdict: usize): void {
  for (let row: usize = 0; row < <usize>count; row++) {
    const bytes = load<u32>(length + (row << 2));
    const text = <usize>load<u32>(address + (row << 2));
    const passes = bytes == UUID_BYTES ? isUuid(text) : bytes == UUID_BYTES + URN_BYTES && isUrn(text);
    if (!passes) store<u8>(verdict + row, 0);
  }
}
