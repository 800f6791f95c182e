import { copyText } from '../../../kernels/copy.ts';
import type { Memory } from '../../../kernels/memory.ts';
import { DICTIONARY, type PageKernels } from '../page-kernels.ts';

const LENGTH_BYTES = 4;
const HASH_FACTOR = 0x01000193;
const HASH_START = 0x811c9dc5 | 0;

/** Distinct texts, numbered as they first appear. How texts are hashed is of no consequence for the numbers. */
export function dictionaryKernels(
  memory: Memory,
): Pick<PageKernels, 'lookUpTexts' | 'recodeTexts'> {
  const { bytes, view } = memory;
  const entryOf = openEntries(memory);
  /** Puts the entries of all values one behind the other. */
  const putEntries = (
    valid: number,
    count: number,
    out: number,
    entryAt: (i: number) => number,
  ): number => {
    let at = out;
    for (let i = 0; i < count; i++) {
      if (valid !== 0 && bytes[valid + i] === 0) continue;
      const entry = entryAt(i);
      if (entry < 0) return -1;
      view.setInt32(at, entry, true);
      at += 4;
    }
    return (at - out) / 4;
  };
  return {
    lookUpTexts(address, length, valid, count, dictionary, out) {
      return putEntries(valid, count, out, (i) => {
        const text = view.getInt32(address + 4 * i, true);
        return entryOf(dictionary, text, view.getInt32(length + 4 * i, true));
      });
    },
    recodeTexts(codes, known, address, length, valid, count, dictionary, out) {
      return putEntries(valid, count, out, (i) => {
        const place = known + 4 * view.getInt32(codes + 4 * i, true);
        const found = view.getInt32(place, true) - 1;
        if (found >= 0) return found;
        const text = view.getInt32(address + 4 * i, true);
        const entry = entryOf(dictionary, text, view.getInt32(length + 4 * i, true));
        view.setInt32(place, entry + 1, true);
        return entry;
      });
    },
  };
}

/** Finds the number of a text, which becomes a new entry if it is none yet; -1 where there is no room for it. */
function openEntries({
  bytes,
  view,
}: Memory): (dictionary: number, text: number, length: number) => number {
  const word = (dictionary: number, field: number): number =>
    view.getInt32(dictionary + field, true);
  const isEntry = (start: number, text: number, length: number): boolean => {
    if (view.getInt32(start, true) !== length) return false;
    for (let k = 0; k < length; k++) {
      if (bytes[start + LENGTH_BYTES + k] !== bytes[text + k]) return false;
    }
    return true;
  };
  const append = (dictionary: number, text: number, length: number): number => {
    const entry = word(dictionary, DICTIONARY.entries);
    const used = word(dictionary, DICTIONARY.bytes);
    const needed = used + LENGTH_BYTES + length;
    const isFull =
      entry >= word(dictionary, DICTIONARY.entryRoom) ||
      needed > word(dictionary, DICTIONARY.byteRoom);
    if (isFull) return -1;
    const start = word(dictionary, DICTIONARY.texts) + used;
    view.setInt32(start, length, true);
    copyText(view, start + LENGTH_BYTES, text, length);
    view.setInt32(word(dictionary, DICTIONARY.starts) + 4 * entry, start, true);
    view.setInt32(dictionary + DICTIONARY.entries, entry + 1, true);
    view.setInt32(dictionary + DICTIONARY.bytes, needed, true);
    return entry;
  };
  return (dictionary, text, length) => {
    const slots = word(dictionary, DICTIONARY.slots);
    const starts = word(dictionary, DICTIONARY.starts);
    const mask = word(dictionary, DICTIONARY.mask);
    let slot = hashOf(bytes, text, length) & mask;
    for (;;) {
      const entry = view.getInt32(slots + 4 * slot, true) - 1;
      if (entry < 0) break;
      if (isEntry(view.getInt32(starts + 4 * entry, true), text, length)) return entry;
      slot = (slot + 1) & mask;
    }
    const entry = append(dictionary, text, length);
    if (entry >= 0) view.setInt32(slots + 4 * slot, entry + 1, true);
    return entry;
  };
}

/** FNV-1a over the bytes, with its high bits folded in. */
function hashOf(bytes: Uint8Array, start: number, length: number): number {
  let hash = HASH_START;
  for (let i = start; i < start + length; i++) {
    hash = Math.imul(hash ^ (bytes[i] as number), HASH_FACTOR);
  }
  return hash ^ (hash >>> 15);
}
