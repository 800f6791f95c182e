import { dictionarySize, placeDictionary } from '../../kernels/frame.ts';
import { allocate, type Memory, regionSize } from '../../kernels/memory.ts';
import { LIST_BYTES } from '../../mask-kernels/text-lists.ts';
import { packDictionary } from '../../program/dictionary.ts';

/** Bytes of memory that {@link placeTextLists} takes. */
export function textListsSize(lists: readonly (readonly string[])[]): number {
  return lists.reduce(
    (sum, list) => sum + dictionarySize(packDictionary(list)),
    regionSize(LIST_BYTES * lists.length),
  );
}

/** Puts lists of texts into memory, as kernels of masks read them, one behind the other; gives the address of the first. */
export function placeTextLists(memory: Memory, lists: readonly (readonly string[])[]): number {
  const start = allocate(memory, LIST_BYTES * lists.length);
  for (const [i, list] of lists.entries()) {
    const { address, length } = placeDictionary(memory, packDictionary(list));
    const words = [list.length, address.byteOffset, length.byteOffset];
    new Uint32Array(memory.buffer, start + LIST_BYTES * i, words.length).set(words);
  }
  return start;
}

const ENCODER = new TextEncoder();

/** Most bytes that a text of the lists takes. */
export function longestText(...lists: readonly (readonly string[])[]): number {
  let longest = 0;
  for (const text of lists.flat()) longest = Math.max(longest, ENCODER.encode(text).length);
  return longest;
}
