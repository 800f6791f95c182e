import type { PackedDictionary } from '../../model/batch.ts';
import { bitWidthOf } from './bit-pack.ts';
import {
  appendByte,
  appendBytes,
  appendUint32,
  type ByteBuffer,
  createByteBuffer,
  written,
} from './byte-buffer.ts';
import type { DistinctTexts, Texts } from './distinct-texts.ts';
import { appendPackedRun } from './hybrid.ts';
import type { EncodedValues } from './values.ts';

/** A dictionary is written where it makes the chunk this many times smaller. */
const WORTH = 2;
const LENGTH_BYTES = 4;

/** Pages of a chunk whose cells are numbers of entries; undefined where the plain cells are about as small. */
export function dictionaryPages(
  { codes, entries }: DistinctTexts,
  plainBytes: number,
): EncodedValues | undefined {
  const entryCount = entries.lengths.length;
  // Readers differ in what they make of numbers without bits.
  const width = Math.max(1, bitWidthOf(entryCount - 1));
  const size = entries.bytes.length + LENGTH_BYTES * entryCount + (codes.length * width) / 8;
  if (WORTH * size > plainBytes) return undefined;
  const body = createByteBuffer((codes.length * width) / 8 + 16);
  appendByte(body, width);
  appendPackedRun(body, codes, codes.length, width);
  return {
    encoding: 'RLE_DICTIONARY',
    body: written(body),
    dictionary: { entryCount, body: written(plainTexts(entries)) },
  };
}

/** Texts in PLAIN encoding: each behind its length. */
function plainTexts({ lengths, bytes }: Texts): ByteBuffer {
  const plain = createByteBuffer(bytes.length + LENGTH_BYTES * lengths.length);
  let start = 0;
  for (const length of lengths) {
    appendUint32(plain, length);
    appendBytes(plain, bytes.subarray(start, start + length));
    start += length;
  }
  return plain;
}

/** The entries that cells use, in the order of the dictionary, and the cells as their numbers. */
export function usedEntries(
  codes: Int32Array,
  { bytes, offsets }: PackedDictionary,
): DistinctTexts {
  const numbers = new Int32Array(offsets.length - 1);
  for (let i = 0; i < codes.length; i++) numbers[codes[i] as number] = 1;
  const lengths: number[] = [];
  const texts = createByteBuffer();
  for (let entry = 0; entry < numbers.length; entry++) {
    if (numbers[entry] === 0) continue;
    const text = bytes.subarray(offsets[entry], offsets[entry + 1]);
    numbers[entry] = lengths.push(text.length) - 1;
    appendBytes(texts, text);
  }
  return {
    codes: codes.map((code) => numbers[code] as number),
    entries: { lengths: Int32Array.from(lengths), bytes: written(texts) },
  };
}
