import { type BlockCipher, createBlockCipher } from './cipher.ts';
import type { MaskKey } from './mask-key.ts';
import { PRF_BYTES } from './text-prf.ts';

/** As many keyed bytes as each value needs: equal values get equal bytes. */
export type KeyedStream = (values: readonly string[], counts: readonly number[]) => Uint8Array[];

const BLOCK = 16;

/**
 * Bytes that follow from key and value, any number of them: 16 by the keyed function of texts, which begin a counter
 * that AES encrypts under a key of its own. The value is read once, however many bytes it needs.
 */
export function createKeyedStream(key: MaskKey, use: string): KeyedStream {
  const prf = key.prf(use);
  const encrypt = createBlockCipher(key.digest(`${use}/stream`)('key'));
  return (values, counts) => {
    const seeds = prf(values);
    return values.map((_, i) =>
      countFrom(encrypt, seeds.subarray(PRF_BYTES * i, PRF_BYTES * (i + 1)), counts[i] ?? 0),
    );
  };
}

/** The counter is in the last four bytes, added without carry into those before it. */
function countFrom(encrypt: BlockCipher, seed: Uint8Array, count: number): Uint8Array {
  const blocks = new Uint8Array(BLOCK * Math.ceil(count / BLOCK));
  const view = new DataView(blocks.buffer);
  for (let at = 0, index = 0; at < blocks.length; at += BLOCK, index++) {
    blocks.set(seed, at);
    view.setUint32(at + 12, (view.getUint32(at + 12) + index) >>> 0);
  }
  return encrypt(blocks).subarray(0, count);
}
