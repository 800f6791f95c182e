/** CBC-MAC of columns of text, one block of every value at a time: `src/keys/mac.ts`. AES itself runs outside. */
import { firstBytes } from '../shared/lanes';

const BLOCK: usize = 16;
/** Bytes of text in the first block, behind the length. */
const HEAD: u32 = 12;

// @ts-ignore: decorator
@inline
function lengthOf(length: usize, valid: usize, i: usize): u32 {
  return valid != 0 && load<u8>(valid + i) == 0 ? 0 : load<u32>(length + (i << 2));
}

/**
 * First blocks: the length in 32 bits, then up to 12 bytes of text.
 *
 * @param address,length text views, i32[count]; up to 15 bytes behind a text are read
 * @param valid u8[count], or 0 when no text is null; nulls count as empty, and their views may lead anywhere
 * @param blocks 16 bytes a value
 */
export function macFirst(address: usize, length: usize, valid: usize, count: i32, blocks: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const bytes = lengthOf(length, valid, i);
    const from = bytes == 0 ? blocks : <usize>load<u32>(address + (i << 2));
    const text = v128.and(v128.load(from), firstBytes(min(bytes, HEAD)));
    const none = i32x4.splat(0);
    const shifted = i8x16.shuffle(none, text, 0, 1, 2, 3, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27);
    v128.store(blocks + i * BLOCK, i32x4.replace_lane(shifted, 0, bytes));
  }
}

/**
 * Further blocks of the values that have one more, mixed with what came before.
 *
 * @param index of the block, from 1
 * @param states encrypted blocks so far, 16 bytes a value
 * @param blocks packed, 16 bytes each
 * @param picked i32[count]: which value each block belongs to
 * @returns how many there are
 */
export function macNext(
  address: usize,
  length: usize,
  valid: usize,
  count: i32,
  index: i32,
  states: usize,
  blocks: usize,
  picked: usize,
): i32 {
  const from = HEAD + <u32>BLOCK * (<u32>index - 1);
  let next: usize = 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    const bytes = lengthOf(length, valid, i);
    if (bytes <= from) continue;
    const text = v128.load(<usize>(load<u32>(address + (i << 2)) + from));
    const block = v128.and(text, firstBytes(min(bytes - from, <u32>BLOCK)));
    v128.store(blocks + next * BLOCK, v128.xor(block, v128.load(states + i * BLOCK)));
    store<i32>(picked + (next << 2), <i32>i);
    next++;
  }
  return <i32>next;
}

/** Puts encrypted blocks back to the values that they belong to. */
export function macPut(blocks: usize, picked: usize, count: i32, states: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    v128.store(states + <usize>load<u32>(picked + (i << 2)) * BLOCK, v128.load(blocks + i * BLOCK));
  }
}
