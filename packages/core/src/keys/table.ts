import type { Memory } from '../kernels/memory.ts';
import type { KeyKernels, ListParameters } from './key-kernels.ts';
import { PARTITION_BITS } from './partition.ts';

/** Bits of a slot that the shift by {@link PARTITION_BITS} leaves free. */
const TAKEN = 1;
const REPEATED = 2;

const FOLD = 0x9e3779b1;
const SPREAD = 0x85ebca6b;

/** Looks the keys of one partition up in a table of them. */
interface Lookup {
  /** Index of the word where the slot begins that holds key `i`, or the empty one where it belongs; -1 in another pass. */
  slotOf(i: number): number;
  /** Fills an empty slot with key `i`. */
  put(i: number, slot: number): void;
}

/** Words of a slot: a tag, and what does not fit into it. */
const slotWords = (rests: number): number => (rests === 0 ? 2 : 4);

/**
 * Open addressing with linear probing. A slot holds the key without the bits that all keys of its partition share,
 * shifted up, so that two lower bits are free: one says that the slot is taken, the other that its key came again.
 * Keys of 128 bits take twice the room. Where a partition has too many keys, several passes each take a share.
 */
function openLookup(
  words: Int32Array,
  [hashAddress, restAddress, , tableAddress, tableBits, passBits, pass]: ListParameters,
): Lookup {
  const [hashes, rests, first] = [hashAddress >>> 2, restAddress >>> 2, tableAddress >>> 2];
  const mask = 2 ** tableBits - 1;
  const tagLow = (i: number): number => (words[hashes + 2 * i]! << PARTITION_BITS) | TAKEN;
  const tagHigh = (i: number): number =>
    (words[hashes + 2 * i + 1]! << PARTITION_BITS) |
    (words[hashes + 2 * i]! >>> (32 - PARTITION_BITS));
  const holds = (slot: number, i: number): boolean =>
    (words[slot]! | REPEATED) === (tagLow(i) | REPEATED) &&
    words[slot + 1] === tagHigh(i) &&
    (rests === 0 ||
      (words[slot + 2] === words[rests + 2 * i] && words[slot + 3] === words[rests + 2 * i + 1]));
  return {
    slotOf(i) {
      const word = Math.imul(tagHigh(i) ^ Math.imul(tagLow(i), FOLD), SPREAD);
      if (((word >>> (32 - tableBits - passBits)) & (2 ** passBits - 1)) !== pass) return -1;
      for (let at = word >>> (32 - tableBits); ; at = (at + 1) & mask) {
        const slot = first + at * slotWords(rests);
        if (words[slot] === 0 || holds(slot, i)) return slot;
      }
    },
    put(i, slot) {
      words[slot] = tagLow(i);
      words[slot + 1] = tagHigh(i);
      if (rests === 0) return;
      words[slot + 2] = words[rests + 2 * i]!;
      words[slot + 3] = words[rests + 2 * i + 1]!;
    },
  };
}

function insert(words: Int32Array, parameters: ListParameters): number {
  const [, , count, , tableBits, , , tally] = parameters;
  const lookup = openLookup(words, parameters);
  const distinct = tally >>> 2;
  const [groups, repeats] = [distinct + 1, distinct + 2];
  const room = 2 ** tableBits - 1 - ((2 ** tableBits - 1) >>> 3);
  for (let i = 0; i < count; i++) {
    const slot = lookup.slotOf(i);
    if (slot < 0) continue;
    if (words[slot] === 0) {
      if (words[distinct]! >= room) return 0;
      lookup.put(i, slot);
      words[distinct]! += 1;
    } else {
      words[repeats]! += 1;
      if ((words[slot]! & REPEATED) === 0) words[groups]! += 1;
      words[slot]! |= REPEATED;
    }
  }
  return 1;
}

export function tableKernels({
  buffer,
}: Memory): Pick<KeyKernels, 'insertKeys' | 'listRepeated' | 'listMissing'> {
  const words = new Int32Array(buffer, 0, buffer.byteLength >>> 2);
  return {
    insertKeys: (...parameters) => insert(words, parameters),
    listRepeated(...parameters) {
      const [, rests, count, table, , , , out] = parameters;
      const { slotOf } = openLookup(words, parameters);
      let to = out >>> 2;
      for (let i = 0; i < count; i++) {
        const slot = slotOf(i);
        if (slot < 0 || (words[slot]! & REPEATED) === 0) continue;
        words[to++] = (slot - (table >>> 2)) / slotWords(rests);
        words[to++] = i;
      }
      return (to - (out >>> 2)) / 2;
    },
    listMissing(...parameters) {
      const [, , count, , , , , out] = parameters;
      const { slotOf } = openLookup(words, parameters);
      let to = out >>> 2;
      for (let i = 0; i < count; i++) {
        const slot = slotOf(i);
        if (slot >= 0 && words[slot] === 0) words[to++] = i;
      }
      return to - (out >>> 2);
    },
  };
}
