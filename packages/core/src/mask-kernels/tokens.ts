import type { Memory } from '../kernels/memory.ts';
import type { MaskKernels } from './mask-kernels.ts';
import { listReader } from './text-lists.ts';

/** How a token is written. */
interface TokenForm {
  /** Address of 2^bits characters. */
  readonly alphabet: number;
  readonly bits: number;
  readonly tokenLength: number;
}

/** Digests as text, as `encodeText` writes them. */
export function tokenKernels(memory: Memory): Pick<MaskKernels, 'writeTokens'> {
  const { bytes, view } = memory;
  const { word, isSame } = listReader(memory);
  const writeToken = (to: number, digest: number, { alphabet, bits, tokenLength }: TokenForm) => {
    for (let i = 0; i < tokenLength; i++) {
      const bit = bits * i;
      const pair = view.getUint16(digest + (bit >> 3));
      const character = (pair >> (16 - bits - (bit & 7))) & (2 ** bits - 1);
      bytes[to + i] = bytes[alphabet + character] as number;
    }
    return to + tokenLength;
  };
  return {
    writeTokens(
      digests,
      digestBytes,
      count,
      alphabet,
      bits,
      tokenLength,
      address,
      length,
      valid,
      heap,
      outAddress,
      outLength,
      left,
    ) {
      let at = heap;
      for (let i = 0; i < count; i++) {
        const start = at;
        if (bytes[valid + i] !== 0) {
          at = writeToken(at, digests + digestBytes * i, { alphabet, bits, tokenLength });
          const isLong = word(length + 4 * i) === tokenLength;
          if (isLong && isSame(start, word(address + 4 * i), tokenLength)) bytes[left + i] = 1;
        }
        view.setInt32(outAddress + 4 * i, start, true);
        view.setInt32(outLength + 4 * i, at - start, true);
      }
      return at;
    },
  };
}
