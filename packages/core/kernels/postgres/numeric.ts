import { EXACT, NO_FORM } from './fields';

const BASE: u64 = 10_000;
const DIGITS_PER_GROUP: i32 = 4;
const GROUP_BYTES: usize = 2;
const NEGATIVE: u16 = 0x4000;
/** Length, number of groups, weight, sign, digits behind the point. */
const HEAD_BYTES: usize = 12;
/** Most groups of a number below 2^53, cut at the decimal point. */
const MOST_GROUPS: usize = 5;

/**
 * A decimal as `numeric` is stored: groups of four digits, cut at the decimal point, without groups of zeros at either
 * end. The weight is the power of 10,000 of the first group.
 *
 * @param value scaled to a whole number: 1999 with scale 2 is 19.99
 */
// @ts-ignore: decorator
@inline
export function writeNumeric(at: usize, value: f64, scale: i32): usize {
  if (trunc(value) != value || abs(value) > EXACT) return NO_FORM;
  // Groups are made from the last one on, into the end of the room for them, and moved to its beginning at last.
  const groupsEnd = at + HEAD_BYTES + GROUP_BYTES * MOST_GROUPS;
  let first = groupsEnd;
  const behind = groupsEnd;
  let place = -((scale + DIGITS_PER_GROUP - 1) >> 2);
  let weight = 0;
  const cut = scale & (DIGITS_PER_GROUP - 1);
  let rest = <u64>abs(value);
  if (cut != 0) {
    const below = tenPower(cut);
    const group = (rest % below) * tenPower(DIGITS_PER_GROUP - cut);
    rest /= below;
    if (group != 0) {
      first -= GROUP_BYTES;
      store<u16>(first, bswap<u16>(<u16>group));
      weight = place;
    }
    place++;
  }
  for (; rest != 0; place++) {
    const group = rest % BASE;
    rest /= BASE;
    if (group == 0 && first == behind) continue;
    first -= GROUP_BYTES;
    store<u16>(first, bswap<u16>(<u16>group));
    weight = place;
  }
  const bytes = behind - first;
  v128.store(at + HEAD_BYTES, v128.load(first));
  store<u32>(at, bswap<u32>(<u32>(HEAD_BYTES - 4 + bytes)));
  store<u16>(at, bswap<u16>(<u16>(bytes / GROUP_BYTES)), 4);
  store<u16>(at, bswap<u16>(<u16>weight), 6);
  store<u16>(at, value < 0 ? bswap<u16>(NEGATIVE) : 0, 8);
  store<u16>(at, bswap<u16>(<u16>scale), 10);
  return at + HEAD_BYTES + bytes;
}

/** 10, 100 or 1000. */
// @ts-ignore: decorator
@inline
function tenPower(exponent: i32): u64 {
  return exponent == 1 ? 10 : exponent == 2 ? 100 : 1000;
}
