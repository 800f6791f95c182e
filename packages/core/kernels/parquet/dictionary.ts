import { copyText } from '../shared/copy';
import { firstBytes } from '../shared/lanes';

/**
 * Kernels that number distinct texts as they first appear. A dictionary is a block of eight words:
 * how many entries and bytes there are, how many there is room for, and where its parts lie. Entries stand one behind
 * the other as pages have them (PLAIN): four bytes of length, then the text.
 */
const ENTRIES: usize = 0;
const BYTES: usize = 4;
const ENTRY_ROOM: usize = 8;
const BYTE_ROOM: usize = 12;
/** Hash table with open addressing, i32[mask + 1]: the number of an entry and one more; 0 where a slot is free. */
const SLOTS: usize = 16;
const MASK: usize = 20;
/** The entries themselves. */
const TEXTS: usize = 24;
/** Where each entry begins, i32. */
const STARTS: usize = 28;
const LENGTH_BYTES: u32 = 4;

const FIRST_FACTOR: u64 = 0x9e3779b97f4a7c15;
const SECOND_FACTOR: u64 = 0xc2b2ae3d27d4eb4f;

/** The first `length` bytes at an address, at most 16; zeros behind them. */
// @ts-ignore: decorator
@inline
function loadUpTo16(address: usize, length: u32): v128 {
  return v128.and(v128.load(address), firstBytes(min<u32>(length, 16)));
}

function hashOf(address: usize, length: u32): u32 {
  let hash = <u64>length * FIRST_FACTOR;
  for (let k: u32 = 0; k < length; k += 16) {
    const bytes = loadUpTo16(address + k, length - k);
    hash = rotl<u64>(hash ^ <u64>i64x2.extract_lane(bytes, 0), 29) * FIRST_FACTOR;
    hash = rotl<u64>(hash ^ <u64>i64x2.extract_lane(bytes, 1), 31) * SECOND_FACTOR;
  }
  return <u32>(hash ^ (hash >> 32));
}

function isSame(one: usize, other: usize, length: u32): bool {
  for (let k: u32 = 0; k < length; k += 16) {
    const difference = v128.xor(loadUpTo16(one + k, length - k), loadUpTo16(other + k, length - k));
    if (v128.any_true(difference)) return false;
  }
  return true;
}

/** Number of a text, which becomes a new entry if it is none yet; -1 where there is no room for it. */
function entryOf(dictionary: usize, address: usize, length: u32): i32 {
  const slots = <usize>load<u32>(dictionary, SLOTS);
  const starts = <usize>load<u32>(dictionary, STARTS);
  const mask = load<u32>(dictionary, MASK);
  let slot = hashOf(address, length) & mask;
  for (;;) {
    const entry = load<i32>(slots + (<usize>slot << 2)) - 1;
    if (entry < 0) break;
    const start = <usize>load<u32>(starts + (<usize>entry << 2));
    if (load<u32>(start) == length && isSame(start + LENGTH_BYTES, address, length)) return entry;
    slot = (slot + 1) & mask;
  }
  const entry = append(dictionary, address, length);
  if (entry >= 0) store<i32>(slots + (<usize>slot << 2), entry + 1);
  return entry;
}

function append(dictionary: usize, address: usize, length: u32): i32 {
  const entry = load<i32>(dictionary, ENTRIES);
  const used = load<u32>(dictionary, BYTES);
  const needed = used + LENGTH_BYTES + length;
  if (entry >= load<i32>(dictionary, ENTRY_ROOM) || needed > load<u32>(dictionary, BYTE_ROOM)) return -1;
  const start = <usize>load<u32>(dictionary, TEXTS) + used;
  store<u32>(start, length);
  copyText(start + LENGTH_BYTES, address, length);
  store<u32>(<usize>load<u32>(dictionary, STARTS) + (<usize>entry << 2), <u32>start);
  store<i32>(dictionary, entry + 1, ENTRIES);
  store<u32>(dictionary, needed, BYTES);
  return entry;
}

/**
 * Texts as numbers of entries, nulls left out. Gives how many there are, -1 when the dictionary is full.
 *
 * @param valid 0 where every cell has a value
 * @param out i32 per value
 */
export function lookUpTexts(
  address: usize,
  length: usize,
  valid: usize,
  count: i32,
  dictionary: usize,
  out: usize,
): i32 {
  let at = out;
  for (let i = 0; i < count; i++) {
    if (valid != 0 && load<u8>(valid + i) == 0) continue;
    const row = <usize>i << 2;
    const entry = entryOf(dictionary, load<u32>(address + row), load<u32>(length + row));
    if (entry < 0) return -1;
    store<i32>(at, entry);
    at += 4;
  }
  return i32((at - out) >> 2);
}

/**
 * {@link lookUpTexts} of cells that come as numbers of another dictionary: each of them is looked up once.
 *
 * @param codes number of each cell in the other dictionary, i32
 * @param known by number there, the entry here and one more; 0 where it was not looked up yet
 */
export function recodeTexts(
  codes: usize,
  known: usize,
  address: usize,
  length: usize,
  valid: usize,
  count: i32,
  dictionary: usize,
  out: usize,
): i32 {
  let at = out;
  for (let i = 0; i < count; i++) {
    if (valid != 0 && load<u8>(valid + i) == 0) continue;
    const row = <usize>i << 2;
    const place = known + (<usize>load<u32>(codes + row) << 2);
    let entry = load<i32>(place) - 1;
    if (entry < 0) {
      entry = entryOf(dictionary, load<u32>(address + row), load<u32>(length + row));
      if (entry < 0) return -1;
      store<i32>(place, entry + 1);
    }
    store<i32>(at, entry);
    at += 4;
  }
  return i32((at - out) >> 2);
}
