import type { PackedDictionary, TextVector } from '../../model/batch.ts';
import { type ByteBuffer, createByteBuffer, reserve, written } from './byte-buffer.ts';
import { appendDeltas } from './delta.ts';
import { dictionaryPages, usedEntries } from './dictionary-pages.ts';
import { distinctTexts, type Texts } from './distinct-texts.ts';
import { type CellRange, type EncodedValues, refuseVector, type ValueBuffer } from './values.ts';

const CODE_BYTES = 4;
/** Longer cells are copied by the platform, shorter ones eight bytes at a time: that call costs more than they do. */
const WIDE_BYTES = 128;

/**
 * BYTE_ARRAY from text: as numbers of entries where texts repeat, else lengths as differences, then the texts.
 * Cells that come as entries of one dictionary are kept as their numbers until then.
 *
 * @param findRepeats look for repeated texts in cells that are not entries of a dictionary
 */
export function openTextValues(findRepeats: boolean): ValueBuffer {
  const body = createByteBuffer();
  const bytes = createByteBuffer();
  const lengths = createByteBuffer();
  const codes = createByteBuffer();
  let dictionary: PackedDictionary | undefined;

  const spellCodes = (): void => {
    if (dictionary !== undefined) appendEntries(integersOf(codes), dictionary, lengths, bytes);
    dictionary = undefined;
    codes.length = 0;
  };
  return {
    add(range) {
      const { vector } = range.column;
      if (vector.kind !== 'text') refuseVector(range.column);
      const entries = vector.entries;
      const isFirst = lengths.length === 0 && codes.length === 0;
      if (entries !== undefined && (isFirst || entries.dictionary === dictionary)) {
        dictionary = entries.dictionary;
        appendCodes(codes, entries.codes, range);
        return;
      }
      spellCodes();
      appendCells(lengths, bytes, vector, range);
    },
    encode() {
      const coded = dictionary && encodeCodes(integersOf(codes), dictionary);
      if (coded === undefined) spellCodes();
      const encoded =
        coded ??
        encodeTexts({ lengths: integersOf(lengths), bytes: written(bytes) }, findRepeats, body);
      dictionary = undefined;
      for (const buffer of [codes, lengths, bytes]) buffer.length = 0;
      return encoded;
    },
  };
}

function encodeCodes(codes: Int32Array, dictionary: PackedDictionary): EncodedValues | undefined {
  if (codes.length === 0) return undefined;
  const { offsets } = dictionary;
  let textBytes = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    textBytes += (offsets[code + 1] as number) - (offsets[code] as number);
  }
  return dictionaryPages(usedEntries(codes, dictionary), textBytes + codes.length);
}

function encodeTexts(texts: Texts, findRepeats: boolean, body: ByteBuffer): EncodedValues {
  const { lengths, bytes } = texts;
  body.length = 0;
  if (lengths.length === 0) return { encoding: 'PLAIN', body: written(body) };
  const distinct = findRepeats ? distinctTexts(texts) : undefined;
  const coded = distinct && dictionaryPages(distinct, bytes.length + lengths.length);
  if (coded !== undefined) return coded;
  appendDeltas(body, lengths, lengths.length);
  reserve(body, bytes.length);
  body.bytes.set(bytes, body.length);
  body.length += bytes.length;
  return { encoding: 'DELTA_LENGTH_BYTE_ARRAY', body: written(body) };
}

function integersOf({ bytes, length }: ByteBuffer): Int32Array {
  return new Int32Array(bytes.buffer, 0, length / CODE_BYTES);
}

function appendCodes(
  codes: ByteBuffer,
  source: Int32Array,
  { column: { valid }, from, to }: CellRange,
): void {
  reserve(codes, CODE_BYTES * (to - from));
  const { view } = codes;
  let at = codes.length;
  for (let i = from; i < to; i++) {
    if (valid !== undefined && valid[i] === 0) continue;
    view.setInt32(at, source[i] as number, true);
    at += CODE_BYTES;
  }
  codes.length = at;
}

function appendEntries(
  codes: Int32Array,
  { bytes: source, offsets }: PackedDictionary,
  lengths: ByteBuffer,
  bytes: ByteBuffer,
): void {
  reserve(lengths, CODE_BYTES * codes.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    const text = source.subarray(offsets[code], offsets[code + 1]);
    lengths.view.setInt32(lengths.length, text.length, true);
    lengths.length += CODE_BYTES;
    reserve(bytes, text.length);
    bytes.bytes.set(text, bytes.length);
    bytes.length += text.length;
  }
}

function appendCells(
  lengths: ByteBuffer,
  bytes: ByteBuffer,
  { address, length }: TextVector,
  { column: { valid }, bytes: memory, from, to }: CellRange,
): void {
  reserve(lengths, CODE_BYTES * (to - from));
  reserve(bytes, textBytes(length, valid, from, to));
  const source = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
  const target = bytes.view;
  const sizes = lengths.view;
  let at = bytes.length;
  let sizeAt = lengths.length;
  for (let i = from; i < to; i++) {
    if (valid !== undefined && valid[i] === 0) continue;
    const start = address[i] as number;
    const size = length[i] as number;
    sizes.setInt32(sizeAt, size, true);
    sizeAt += CODE_BYTES;
    if (size > WIDE_BYTES) bytes.bytes.set(memory.subarray(start, start + size), at);
    else copyShort(target, at, source, start, size);
    at += size;
  }
  bytes.length = at;
  lengths.length = sizeAt;
}

/** Text vectors leave 16 readable bytes behind every cell, and buffers as many writable ones. */
function copyShort(
  target: DataView,
  to: number,
  source: DataView,
  from: number,
  size: number,
): void {
  for (let k = 0; k < size; k += 8) {
    target.setInt32(to + k, source.getInt32(from + k, true), true);
    target.setInt32(to + k + 4, source.getInt32(from + k + 4, true), true);
  }
}

/** Bytes of the cells of some rows, nulls left out. */
export function textBytes(
  length: Int32Array,
  valid: Uint8Array | undefined,
  from: number,
  to: number,
): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    if (valid === undefined || valid[i] !== 0) sum += length[i] as number;
  }
  return sum;
}
