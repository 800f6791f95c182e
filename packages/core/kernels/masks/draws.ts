/** Places in lists from keyed words of 32 bits. */

/** A number in [0, bound): the word as a fraction of 2^32. */
// @ts-ignore: decorator
@inline
export function scaleWord(word: u32, bound: u32): usize {
  return <usize>((<u64>word * <u64>bound) >> 32);
}

/** Bytes that are equal in both, up to `length`. */
export function sameBytes(one: usize, other: usize, length: u32): bool {
  for (let at: u32 = 0; at < length; at++) if (load<u8>(one + at) != load<u8>(other + at)) return false;
  return true;
}

/** A list of texts: how many, and where their addresses and lengths lie. */
export const LIST_BYTES: usize = 12;

// @ts-ignore: decorator
@inline
export function listSize(list: usize): u32 {
  return load<u32>(list);
}

// @ts-ignore: decorator
@inline
export function entryAddress(list: usize, entry: usize): usize {
  return <usize>load<u32>(<usize>load<u32>(list + 4) + (entry << 2));
}

// @ts-ignore: decorator
@inline
export function entryLength(list: usize, entry: usize): u32 {
  return load<u32>(<usize>load<u32>(list + 8) + (entry << 2));
}
