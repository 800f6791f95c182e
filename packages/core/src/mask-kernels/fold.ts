import type { Memory } from '../kernels/memory.ts';
import type { MaskKernels } from './mask-kernels.ts';

const BLANK = 0x20;
const LAST_PRINTABLE = 0x7e;
const CAPITAL_A = 0x41;
const CAPITAL_Z = 0x5a;
const CASE = 0x20;

/**
 * Words of printable ASCII with single blanks between them, in lower case: what `normaliseIdentity` makes of them. Any
 * other text is odd, and gets the empty text.
 */
export function foldKernels({ bytes, view }: Memory): Pick<MaskKernels, 'foldTexts'> {
  return {
    foldTexts(address, length, valid, count, heap, outAddress, outLength, odd) {
      let at = heap;
      for (let i = 0; i < count; i++) {
        const size = bytes[valid + i] === 0 ? 0 : view.getInt32(length + 4 * i, true);
        const isFolded = fold(bytes, at, view.getInt32(address + 4 * i, true), size);
        const written = isFolded ? size : 0;
        bytes[odd + i] = isFolded ? 0 : 1;
        view.setInt32(outAddress + 4 * i, at, true);
        view.setInt32(outLength + 4 * i, written, true);
        at += written;
      }
      return at;
    },
  };
}

/** Whether the text is such words; what was written is only then of use. */
function fold(bytes: Uint8Array, to: number, from: number, length: number): boolean {
  let before = BLANK;
  for (let at = 0; at < length; at++) {
    const byte = bytes[from + at] as number;
    if (byte < BLANK || byte > LAST_PRINTABLE) return false;
    if (byte === BLANK && before === BLANK) return false;
    before = byte;
    bytes[to + at] = byte >= CAPITAL_A && byte <= CAPITAL_Z ? byte | CASE : byte;
  }
  return length === 0 || before !== BLANK;
}
