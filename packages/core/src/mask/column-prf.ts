import { allocate, type Memory, regionSize } from '../kernels/memory.ts';
import { openKeyKernels } from '../keys/open-key-kernels.ts';
import { BATCH_ROWS } from '../model/batch.ts';
import { createBlockCipher } from './cipher.ts';

/** Text cells as views into the memory of the function. */
export interface TextViews {
  readonly address: Int32Array;
  readonly length: Int32Array;
  /** 1 where there is a text; absent when there is one in every row. */
  readonly valid?: Uint8Array;
}

/** A keyed function of texts whose 16 bytes nobody without the key can tell from random ones. */
export interface ColumnPrf {
  /** The values of the first `count` texts, 16 bytes each; overwritten by the next call. A null counts as empty. */
  digest(texts: TextViews, count: number): Uint8Array;
}

const BLOCK = 16;
/** Bytes of text in the first block. */
const HEAD = 12;

/** Bytes of memory that {@link openColumnPrf} takes. */
export const COLUMN_PRF_SIZE = 2 * regionSize(BLOCK * BATCH_ROWS) + regionSize(4 * BATCH_ROWS);

/**
 * CBC-MAC by AES over columns, with the length in front; see `keys/mac.ts`. A batch takes as many calls of AES as its
 * longest text has blocks, however many rows there are.
 *
 * @param memory that the texts lie in; a batch has at most {@link BATCH_ROWS}
 * @param key 16, 24 or 32 bytes, for this purpose alone
 */
export function openColumnPrf(memory: Memory, key: Uint8Array): ColumnPrf {
  const kernels = openKeyKernels(memory);
  const encrypt = createBlockCipher(key);
  const states = allocate(memory, BLOCK * BATCH_ROWS);
  const blocks = allocate(memory, BLOCK * BATCH_ROWS);
  const picked = allocate(memory, 4 * BATCH_ROWS);
  const encryptAt = (from: number, count: number): void => {
    const range = memory.bytes.subarray(from, from + BLOCK * count);
    range.set(encrypt(range));
  };
  return {
    digest({ address, length, valid }, count) {
      const flags = valid?.byteOffset ?? 0;
      const views = [address.byteOffset, length.byteOffset, flags, count] as const;
      kernels.macFirst(...views, states);
      encryptAt(states, count);
      for (let index = 1, left = longest(length, count) - HEAD; left > 0; index++, left -= BLOCK) {
        const more = kernels.macNext(...views, index, states, blocks, picked);
        if (more === 0) break;
        encryptAt(blocks, more);
        kernels.macPut(blocks, picked, more, states);
      }
      return memory.bytes.subarray(states, states + BLOCK * count);
    },
  };
}

function longest(length: Int32Array, count: number): number {
  let most = 0;
  for (let i = 0; i < count; i++) most = Math.max(most, length[i] as number);
  return most;
}
