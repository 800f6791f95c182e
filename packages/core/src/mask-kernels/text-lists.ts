import type { Memory } from '../kernels/memory.ts';

/** Words of a list of texts in memory: how many there are, where their addresses and where their lengths lie. */
export const LIST_BYTES = 12;

/** Bytes of a draw: four words of 32 bits. */
export const DRAW_BYTES = 16;

/** Lists of texts as kernels read them. */
export function listReader({ bytes, view }: Memory) {
  const word = (at: number): number => view.getUint32(at, true);
  const entry = (list: number, index: number): { address: number; length: number } => ({
    address: word(word(list + 4) + 4 * index),
    length: word(word(list + 8) + 4 * index),
  });
  return {
    word,
    entry,
    /** The entry that a word selects, as a fraction of 2^32. */
    place: (list: number, selector: number): number =>
      Math.floor((selector / 2 ** 32) * word(list)),
    /** Copies an entry and gives the address behind it. */
    copy(to: number, list: number, index: number): number {
      const { address, length } = entry(list, index);
      bytes.copyWithin(to, address, address + length);
      return to + length;
    },
    isSame(one: number, other: number, length: number): boolean {
      for (let at = 0; at < length; at++) if (bytes[one + at] !== bytes[other + at]) return false;
      return true;
    },
  };
}
