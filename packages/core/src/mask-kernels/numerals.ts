import type { Memory } from '../kernels/memory.ts';
import type { MaskKernels } from './mask-kernels.ts';

/** In place of a number of digits: the text has other characters, or more digits than a byte can say. */
export const NO_NUMERAL = 255;

const ZERO = 0x30;
/** ASCII that is punctuation, blank or sign of mathematics or money (Unicode P, Zs, Sm, Sc). */
const SEPARATORS = new Set(new TextEncoder().encode(' !"#$%&\'()*+,-./:;<=>?@[\\]_{|}~'));

const isDigit = (byte: number): boolean => byte >= ZERO && byte < ZERO + 10;

/** Decimal numerals between separators that stay where they are: what `fpe.ff1` reads and writes of digits. */
export function numeralKernels({
  bytes,
  view,
}: Memory): Pick<MaskKernels, 'countDigits' | 'readNumerals' | 'writeNumerals'> {
  const wordOf = (column: number, i: number): number => view.getInt32(column + 4 * i, true);
  return {
    countDigits(address, length, valid, count, separators, counts) {
      for (let i = 0; i < count; i++) {
        const size = bytes[valid + i] === 0 ? 0 : wordOf(length, i);
        bytes[counts + i] = digitsOf(bytes, wordOf(address, i), size, separators !== 0);
      }
    },
    readNumerals(address, counts, count, digits, rows, first, second) {
      const short = digits >> 1;
      let next = 0;
      for (let i = 0; i < count; i++) {
        if (bytes[counts + i] !== digits) continue;
        const head = readHalf(bytes, wordOf(address, i), short);
        view.setUint32(first + 4 * next, head.number, true);
        const tail = readHalf(bytes, head.end, digits - short);
        view.setUint32(second + 4 * next, tail.number, true);
        view.setInt32(rows + 4 * next, i, true);
        next += 1;
      }
      return next;
    },
    writeNumerals(
      address,
      length,
      rows,
      count,
      digits,
      first,
      second,
      heap,
      outAddress,
      outLength,
    ) {
      const short = digits >> 1;
      let at = heap;
      for (let i = 0; i < count; i++) {
        const row = wordOf(rows, i);
        const size = wordOf(length, row);
        bytes.copyWithin(at, wordOf(address, row), wordOf(address, row) + size);
        const tail = view.getUint32(second + 4 * i, true);
        const half = writeHalf(bytes, at + size, tail, digits - short);
        writeHalf(bytes, half, view.getUint32(first + 4 * i, true), short);
        view.setInt32(outAddress + 4 * row, at, true);
        view.setInt32(outLength + 4 * row, size, true);
        at += size;
      }
      return at;
    },
  };
}

function digitsOf(bytes: Uint8Array, from: number, length: number, separators: boolean): number {
  let digits = 0;
  for (let at = from; at < from + length; at++) {
    const byte = bytes[at] as number;
    if (isDigit(byte)) digits += 1;
    else if (!separators || !SEPARATORS.has(byte)) return NO_NUMERAL;
  }
  return Math.min(digits, NO_NUMERAL);
}

/** Reads so many digits from `from` on; gives their number and the address behind. */
function readHalf(
  bytes: Uint8Array,
  from: number,
  digits: number,
): { number: number; end: number } {
  let number = 0;
  let end = from;
  for (let left = digits; left > 0; end++) {
    const byte = bytes[end] as number;
    if (!isDigit(byte)) continue;
    number = number * 10 + byte - ZERO;
    left -= 1;
  }
  return { number, end };
}

/** Puts a number in place of so many digits in front of `end`; gives the address of the first. */
function writeHalf(bytes: Uint8Array, end: number, number: number, digits: number): number {
  let left = number;
  let at = end;
  for (let more = digits; more > 0; ) {
    at -= 1;
    if (!isDigit(bytes[at] as number)) continue;
    bytes[at] = ZERO + (left % 10);
    left = Math.floor(left / 10);
    more -= 1;
  }
  return at;
}
