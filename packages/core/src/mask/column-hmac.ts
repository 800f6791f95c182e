import { allocate, type Memory, regionSize } from '../kernels/memory.ts';
import { openKeyKernels } from '../keys/open-key-kernels.ts';
import { placeHmacKey, SHA256_SCRATCH } from '../keys/sha256.ts';
import { BATCH_ROWS } from '../model/batch.ts';
import type { TextViews } from './column-prf.ts';

export const HMAC_BYTES = 32;

/** HMAC-SHA-256 (RFC 2104) of columns of text. */
export interface ColumnHmac {
  /** The digests of the first `count` texts, 32 bytes each; overwritten by the next call. A null counts as empty. */
  digest(texts: TextViews, count: number): Uint8Array;
}

/** Room for the states and constants of SHA-256, and slack. */
const CONSTANTS_SIZE = 1024;

/** Bytes of memory that {@link openColumnHmac} takes. */
export const COLUMN_HMAC_SIZE =
  CONSTANTS_SIZE +
  regionSize(SHA256_SCRATCH) +
  regionSize(4 * BATCH_ROWS) +
  regionSize(HMAC_BYTES * BATCH_ROWS);

/**
 * @param memory that the texts lie in; a batch has at most BATCH_ROWS
 * @param key at most 64 bytes
 */
export function openColumnHmac(memory: Memory, key: Uint8Array): ColumnHmac {
  const { hmacSha256 } = openKeyKernels(memory);
  const { states, constants } = placeHmacKey(memory, key);
  const scratch = allocate(memory, SHA256_SCRATCH);
  const lengths = new Int32Array(memory.buffer, allocate(memory, 4 * BATCH_ROWS), BATCH_ROWS);
  const out = allocate(memory, HMAC_BYTES * BATCH_ROWS);
  return {
    digest({ address, length, valid }, count) {
      // The kernel knows no nulls, whose lengths say nothing.
      for (let row = 0; row < count; row++)
        lengths[row] = valid?.[row] === 0 ? 0 : (length[row] as number);
      const texts = [address.byteOffset, lengths.byteOffset, count] as const;
      hmacSha256(...texts, states, constants, scratch, out);
      return memory.bytes.subarray(out, out + HMAC_BYTES * count);
    },
  };
}
