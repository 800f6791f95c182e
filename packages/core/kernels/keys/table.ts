/**
 * Tables of the distinct keys of one partition: `src/keys/table.ts`.
 *
 * A slot holds the key without the bits that all keys of its partition share, shifted up, so that two lower bits are
 * free: one says that the slot is taken, the other that its key came again. Keys of 128 bits take two words.
 */
import { PARTITION_BITS } from './partition';

const TAKEN: u64 = 1;
const REPEATED: u64 = 2;

/** As in `src/keys/table.ts`. */
const FOLD: u32 = 0x9e3779b1;
const SPREAD: u32 = 0x85ebca6b;

/** Counters behind `tally`. */
const DISTINCT: usize = 0;
const GROUPS: usize = 4;
const REPEATS: usize = 8;

// @ts-ignore: decorator
@inline
function tagOf(hash: u64): u64 {
  return (hash << PARTITION_BITS) | TAKEN;
}

/** 32 bits whose upper ones depend on the whole tag: slot and pass are taken from there. */
// @ts-ignore: decorator
@inline
function spread(tag: u64): u32 {
  return (<u32>(tag >> 32) ^ (<u32>tag * FOLD)) * SPREAD;
}

/** The slot of a key, or the empty one where it belongs. */
// @ts-ignore: decorator
@inline
function findSlot(table: usize, mask: usize, from: usize, tag: u64, rest: u64, isWide: bool): usize {
  let at = from;
  if (isWide) {
    for (; ; at = (at + 1) & mask) {
      const slot = table + (at << 4);
      const found = load<u64>(slot);
      if (found == 0 || ((found | REPEATED) == (tag | REPEATED) && load<u64>(slot, 8) == rest)) return slot;
    }
  }
  for (; ; at = (at + 1) & mask) {
    const slot = table + (at << 3);
    const found = load<u64>(slot);
    if (found == 0 || (found | REPEATED) == (tag | REPEATED)) return slot;
  }
  return 0;
}

/**
 * Puts keys into the table; those of other passes are left out.
 *
 * @param hashes u64[count], of one partition
 * @param rests u64[count], or 0 where keys have 64 bits
 * @param table 2^tableBits slots of 8 bytes, or 16 where there are rests; zeros at first
 * @param pass which of the 2^passBits shares of the keys are meant
 * @param tally u32[3]: distinct keys, those among them that came again, times that one came again; added to
 * @returns 0 when the table had no room: then it is of no use
 */
export function insertKeys(
  hashes: usize,
  rests: usize,
  count: i32,
  table: usize,
  tableBits: u32,
  passBits: u32,
  pass: u32,
  tally: usize,
): i32 {
  return rests == 0
    ? insert(hashes, 0, count, table, tableBits, passBits, pass, tally, false)
    : insert(hashes, rests, count, table, tableBits, passBits, pass, tally, true);
}

// @ts-ignore: decorator
@inline
function insert(
  hashes: usize,
  rests: usize,
  count: i32,
  table: usize,
  tableBits: u32,
  passBits: u32,
  pass: u32,
  tally: usize,
  isWide: bool,
): i32 {
  const mask = (<usize>1 << tableBits) - 1;
  const room = <u32>(mask - (mask >> 3));
  const wanted = (<u32>1 << passBits) - 1;
  let distinct = load<u32>(tally, DISTINCT);
  let groups = load<u32>(tally, GROUPS);
  let repeats = load<u32>(tally, REPEATS);
  for (let i: usize = 0; i < <usize>count; i++) {
    const tag = tagOf(load<u64>(hashes + (i << 3)));
    const word = spread(tag);
    if (((word >>> (32 - tableBits - passBits)) & wanted) != pass) continue;
    const rest = isWide ? load<u64>(rests + (i << 3)) : 0;
    const slot = findSlot(table, mask, <usize>(word >>> (32 - tableBits)), tag, rest, isWide);
    const found = load<u64>(slot);
    if (found == 0) {
      if (distinct >= room) return 0;
      store<u64>(slot, tag);
      if (isWide) store<u64>(slot, rest, 8);
      distinct++;
    } else {
      repeats++;
      groups += <u32>((found & REPEATED) == 0);
      store<u64>(slot, found | REPEATED);
    }
  }
  store<u32>(tally, distinct, DISTINCT);
  store<u32>(tally, groups, GROUPS);
  store<u32>(tally, repeats, REPEATS);
  return 1;
}

/**
 * Lists the keys that came more than once, all of them, after they were put into the table.
 *
 * @param out u32[2 * count]: slot and index of each
 * @returns how many there are
 */
export function listRepeated(
  hashes: usize,
  rests: usize,
  count: i32,
  table: usize,
  tableBits: u32,
  passBits: u32,
  pass: u32,
  out: usize,
): i32 {
  const isWide = rests != 0;
  const mask = (<usize>1 << tableBits) - 1;
  const wanted = (<u32>1 << passBits) - 1;
  let to = out;
  for (let i: usize = 0; i < <usize>count; i++) {
    const tag = tagOf(load<u64>(hashes + (i << 3)));
    const word = spread(tag);
    if (((word >>> (32 - tableBits - passBits)) & wanted) != pass) continue;
    const rest = isWide ? load<u64>(rests + (i << 3)) : 0;
    const slot = findSlot(table, mask, <usize>(word >>> (32 - tableBits)), tag, rest, isWide);
    if ((load<u64>(slot) & REPEATED) == 0) continue;
    store<u32>(to, <u32>((slot - table) >> (isWide ? 4 : 3)));
    store<u32>(to, <u32>i, 4);
    to += 8;
  }
  return <i32>((to - out) >> 3);
}

/**
 * Lists the keys that are not in the table.
 *
 * @param out u32[count]: index of each
 * @returns how many there are
 */
export function listMissing(
  hashes: usize,
  rests: usize,
  count: i32,
  table: usize,
  tableBits: u32,
  passBits: u32,
  pass: u32,
  out: usize,
): i32 {
  const isWide = rests != 0;
  const mask = (<usize>1 << tableBits) - 1;
  const wanted = (<u32>1 << passBits) - 1;
  let to = out;
  for (let i: usize = 0; i < <usize>count; i++) {
    const tag = tagOf(load<u64>(hashes + (i << 3)));
    const word = spread(tag);
    if (((word >>> (32 - tableBits - passBits)) & wanted) != pass) continue;
    const rest = isWide ? load<u64>(rests + (i << 3)) : 0;
    const slot = findSlot(table, mask, <usize>(word >>> (32 - tableBits)), tag, rest, isWide);
    if (load<u64>(slot) != 0) continue;
    store<u32>(to, <u32>i);
    to += 4;
  }
  return <i32>((to - out) >> 2);
}
