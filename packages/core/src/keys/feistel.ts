import type { Memory } from '../kernels/memory.ts';
import type { KeyKernels } from './key-kernels.ts';

const BLOCK = 16;

/**
 * Rounds of a Feistel network over numerals: the steps of FF1 (NIST SP 800-38G, algorithm 7, steps 6.i to 6.vi) that
 * depend on the row, one round of all rows at a time.
 */
export function feistelKernels({
  bytes,
  view,
}: Memory): Pick<KeyKernels, 'feistelBlocks' | 'feistelAdd'> {
  return {
    feistelBlocks(half, count, base, blocks) {
      for (let i = 0; i < count; i++) {
        const block = blocks + BLOCK * i;
        bytes.copyWithin(block, base, base + BLOCK);
        const word = view.getUint32(block + 12) ^ view.getUint32(half + 4 * i, true);
        view.setUint32(block + 12, word);
      }
    },
    feistelAdd(half, count, blocks, modulus, sign) {
      for (let i = 0; i < count; i++) {
        const word = remainder(view, blocks + BLOCK * i, modulus);
        const value = view.getUint32(half + 4 * i, true);
        const sum = sign > 0 ? value + word : value + modulus - word;
        view.setUint32(half + 4 * i, sum >= modulus ? sum - modulus : sum, true);
      }
    },
  };
}

/** The first 64 bits, most significant first, modulo at most 2^32: 16 bits at a time, so that no product is inexact. */
function remainder(view: DataView, at: number, modulus: number): number {
  let rest = 0;
  for (let i = 0; i < 8; i += 2) rest = (rest * 65_536 + view.getUint16(at + i)) % modulus;
  return rest;
}
