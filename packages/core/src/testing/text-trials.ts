import fc from 'fast-check';
import { BATCH_ROWS } from '../model/batch.ts';

/** Text of up to so many characters. Without `size`, fast-check makes no more than ten. */
function textOf(maxLength: number, unit: fc.Arbitrary<string> | 'binary' | 'grapheme-ascii') {
  return fc.string({ unit, maxLength, size: 'max' });
}

const ESCAPED = fc.constantFrom(...'"\\\'\n\t\b\f\r\u0000\u000b\u001f\u007faZ ,');
const ANY_LENGTH = fc.constantFrom('a', 'Z', '[', 'é', 'ß', '漢', '😀', 'İ', 'Σ');

/** Any text: ASCII, UTF-8 of every length, characters that need escapes, cells beyond 16, 32 and 64 bytes. */
export const anyText = fc.oneof(
  textOf(20, 'grapheme-ascii'),
  textOf(24, 'binary'),
  textOf(40, ESCAPED),
  textOf(60, ANY_LENGTH),
  textOf(90, fc.constantFrom('x', 'Y', '0')),
  textOf(10, ANY_LENGTH),
);

/** Up to so many digits. */
export const digitsOf = (maxLength: number) => textOf(maxLength, fc.constantFrom(...'0123456789'));

/** Sizes of a batch: small ones, and those at its borders. */
export const batchSizes = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 70 }) },
  { weight: 1, arbitrary: fc.constantFrom(4095, BATCH_ROWS - 1, BATCH_ROWS) },
);

/** The heap of the tests, less than it holds: room for what else is in it. */
const SAFE_HEAP_BYTES = 900_000;

/** As many rows as their text surely fits into the heap of the tests. */
export function fittingRows(rowCount: number, mostBytes: number): number {
  return Math.min(rowCount, Math.floor(SAFE_HEAP_BYTES / (mostBytes + 32)));
}

/** Bytes of the longest text. */
export function longestOf(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => Buffer.byteLength(text)));
}

/** A few values for a whole batch, each as often as any other. */
export function repeat<T>(pool: readonly T[], rowCount: number): T[] {
  return Array.from({ length: rowCount }, (_, i) => pool[i % pool.length] as T);
}

/** Values for a batch: up to `most` different ones. */
export function poolOf<T>(value: fc.Arbitrary<T>, most = 60): fc.Arbitrary<T[]> {
  return fc.array(value, { minLength: 1, maxLength: most, size: 'max' });
}
