/**
 * A set of texts as a table for a kernel: entries one behind another, found by open addressing. A slot holds address
 * and length of an entry; address 0 marks an empty one.
 */
export interface TextSet {
  /** UTF-8 of all entries. */
  readonly bytes: Uint8Array;
  /** Two numbers per slot: where the entry starts in `bytes`, from 1, or 0; its length. */
  readonly slots: Int32Array;
}

const encoder = new TextEncoder();
const FACTOR = 0x9e3779b1;
/** Slots per entry, at least: few texts that are not in the set meet a taken slot. */
const ROOM = 4;

export function packTextSet(values: Iterable<string>): TextSet {
  const texts = [...new Set(values)].map((value) => encoder.encode(value));
  const bytes = new Uint8Array(texts.reduce((sum, text) => sum + text.length, 0));
  const slotCount = 2 ** Math.ceil(Math.log2(ROOM * texts.length + 1));
  const slots = new Int32Array(2 * slotCount);
  let offset = 0;
  for (const text of texts) {
    bytes.set(text, offset);
    let slot = hashText(text) & (slotCount - 1);
    while (slots[2 * slot] !== 0) slot = (slot + 1) & (slotCount - 1);
    slots[2 * slot] = offset + 1;
    slots[2 * slot + 1] = text.length;
    offset += text.length;
  }
  return { bytes, slots };
}

/** Four bytes at a time, least significant first; the last ones filled up with zeros. */
function hashText(text: Uint8Array): number {
  let hash = text.length;
  for (let at = 0; at <= text.length - (text.length % 4); at += 4) {
    let word = 0;
    for (let i = Math.min(3, text.length - at - 1); i >= 0; i--) {
      word = (word << 8) | (text[at + i] ?? 0);
    }
    const mixed = Math.imul(hash ^ word, FACTOR);
    hash = mixed ^ (mixed >>> 15);
  }
  return hash;
}
