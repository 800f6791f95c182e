import type { Memory } from '../kernels/memory.ts';
import type { KeyKernels } from './key-kernels.ts';

const BLOCK = 16;
/** Bytes of text in the first block, behind the length. */
const HEAD = 12;

/**
 * CBC-MAC with the length in front: a keyed function of texts of any length that nobody can tell from random.
 *
 * The first block is the length in bytes, 32 bits, least significant first, and up to 12 bytes of text; then 16 bytes
 * a block, zeros behind the end. Source: M. Bellare, J. Kilian, P. Rogaway, "The Security of the Cipher Block Chaining
 * Message Authentication Code" (2000): with the length in front no message begins another.
 *
 * The kernels handle one block of every value at a time; between them AES encrypts the blocks of all values at once.
 */
export function macKernels({
  bytes,
  view,
}: Memory): Pick<KeyKernels, 'macFirst' | 'macNext' | 'macPut'> {
  const lengthOf = (length: number, valid: number, i: number): number =>
    valid !== 0 && bytes[valid + i] === 0 ? 0 : view.getInt32(length + 4 * i, true);
  const addressOf = (column: number, i: number): number => view.getInt32(column + 4 * i, true);
  return {
    macFirst(address, length, valid, count, blocks) {
      for (let i = 0; i < count; i++) {
        const block = blocks + BLOCK * i;
        const from = addressOf(address, i);
        const size = lengthOf(length, valid, i);
        bytes.fill(0, block, block + BLOCK);
        view.setInt32(block, size, true);
        bytes.copyWithin(block + BLOCK - HEAD, from, from + Math.min(size, HEAD));
      }
    },
    macNext(address, length, valid, count, index, states, blocks, picked) {
      const ahead = HEAD + BLOCK * (index - 1);
      let next = 0;
      for (let i = 0; i < count; i++) {
        const left = lengthOf(length, valid, i) - ahead;
        if (left <= 0) continue;
        const from = addressOf(address, i) + ahead;
        for (let at = 0; at < BLOCK; at++) {
          const byte = at < left ? bytes[from + at]! : 0;
          bytes[blocks + BLOCK * next + at] = byte ^ bytes[states + BLOCK * i + at]!;
        }
        view.setInt32(picked + 4 * next, i, true);
        next += 1;
      }
      return next;
    },
    macPut(blocks, picked, count, states) {
      for (let i = 0; i < count; i++) {
        const from = blocks + BLOCK * i;
        bytes.copyWithin(states + BLOCK * addressOf(picked, i), from, from + BLOCK);
      }
    },
  };
}
