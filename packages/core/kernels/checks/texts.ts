/** Whether texts are of a set. */

const FACTOR: u32 = 0x9e3779b1;
/** Bytes of a slot: address and length of an entry, i32 each. Address 0: the slot is empty. */
const SLOT_SHIFT: usize = 3;

// @ts-ignore: decorator
@inline
function stir(hash: u32, word: u32): u32 {
  const mixed = (hash ^ word) * FACTOR;
  return mixed ^ (mixed >>> 15);
}

/** Hash of a text, four bytes at a time: `hashText` of `src/checks/text-set.ts`. */
// @ts-ignore: decorator
@inline
function hashText(text: usize, length: u32): u32 {
  let hash = length;
  let at: u32 = 0;
  for (; at + 4 <= length; at += 4) hash = stir(hash, load<u32>(text + at));
  const rest = load<u32>(text + at) & ((1 << ((length & 3) << 3)) - 1);
  return stir(hash, rest);
}

/** Whether two texts of one length are the same. Up to 15 bytes behind both are read. */
// @ts-ignore: decorator
@inline
function sameText(a: usize, b: usize, length: u32): bool {
  let at: u32 = 0;
  for (; at + 16 <= length; at += 16) {
    if (v128.any_true(v128.xor(v128.load(a + at), v128.load(b + at)))) return false;
  }
  const same = i8x16.bitmask(i8x16.eq(v128.load(a + at), v128.load(b + at)));
  const wanted = (1 << (length - at)) - 1;
  return (same & wanted) == wanted;
}

/**
 * @param slots open addressing over entries; at least one slot is empty
 * @param mask slots - 1; a power of two less one
 */
export function texts(address: usize, length: usize, count: i32, verdict: usize, slots: usize, mask: u32): void {
  for (let row: usize = 0; row < <usize>count; row++) {
    const text = <usize>load<u32>(address + (row << 2));
    const bytes = load<u32>(length + (row << 2));
    let slot = hashText(text, bytes) & mask;
    for (;;) {
      const entry = slots + (<usize>slot << SLOT_SHIFT);
      const known = <usize>load<u32>(entry);
      if (known == 0) {
        store<u8>(verdict + row, 0);
        break;
      }
      if (load<u32>(entry, 4) == bytes && sameText(text, known, bytes)) break;
      slot = (slot + 1) & mask;
    }
  }
}
