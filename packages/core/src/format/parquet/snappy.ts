import { appendVarint, type ByteBuffer, reserve } from './byte-buffer.ts';

/** Copies reach back less than this, because tables start anew with every block. */
const BLOCK_BYTES = 1 << 16;
const TABLE_BITS = 14;
const HASH_FACTOR = 0x1e35a7bd;
/** Four bytes are read at every position that is looked up, eight where a match grows. */
const MARGIN = 15;
const MIN_MATCH = 4;

/** Tag in the two lowest bits of an element. */
const LITERAL = 0;
const COPY_NEAR = 1;
const COPY_FAR = 2;
const NEAR_OFFSET = 2048;
const NEAR_LENGTH = 12;
const MAX_COPY = 64;

const table = new Uint16Array(1 << TABLE_BITS);

/**
 * Appends `input` as raw Snappy: its length, then literals and copies.
 * Positions that were seen before are found by a hash of four bytes; the longer none is found, the wider
 * the steps, so that bytes without repeats cost little.
 * Source: google/snappy, format_description.txt.
 */
export function appendSnappy(buffer: ByteBuffer, input: Uint8Array): void {
  appendVarint(buffer, input.length);
  // At worst a literal of three bytes stands before every 32 bytes that no copy shortens.
  reserve(buffer, input.length + Math.ceil(input.length / 6) + 32);
  const source = new DataView(input.buffer, input.byteOffset, input.byteLength);
  for (let start = 0; start < input.length; start += BLOCK_BYTES) {
    compressBlock(buffer, input, source, start, Math.min(start + BLOCK_BYTES, input.length));
  }
}

function compressBlock(
  buffer: ByteBuffer,
  input: Uint8Array,
  source: DataView,
  start: number,
  end: number,
): void {
  const limit = end - MARGIN;
  table.fill(0);
  let copied = start;
  let at = start + 1;
  let misses = 32;
  while (at < limit) {
    const word = source.getInt32(at, true);
    const slot = Math.imul(word, HASH_FACTOR) >>> (32 - TABLE_BITS);
    const candidate = start + (table[slot] as number);
    table[slot] = at - start;
    if (source.getInt32(candidate, true) !== word) {
      at += misses++ >>> 5;
      continue;
    }
    misses = 32;
    if (at > copied) appendLiteral(buffer, input, copied, at);
    const length = matchLength(source, candidate, at, end);
    appendCopy(buffer, at - candidate, length);
    at += length;
    copied = at;
    // What ends a copy often starts the next one: its last position is worth a place in the table.
    if (at < limit) {
      const last = source.getInt32(at - 1, true);
      table[Math.imul(last, HASH_FACTOR) >>> (32 - TABLE_BITS)] = at - 1 - start;
    }
  }
  if (copied < end) appendLiteral(buffer, input, copied, end);
}

function matchLength(source: DataView, candidate: number, at: number, end: number): number {
  let length = MIN_MATCH;
  while (at + length + 4 <= end) {
    const difference =
      source.getInt32(at + length, true) ^ source.getInt32(candidate + length, true);
    if (difference !== 0) {
      // Equal low bytes are equal leading bytes of the text.
      return length + ((31 - Math.clz32(difference & -difference)) >>> 3);
    }
    length += 4;
  }
  while (at + length < end && source.getUint8(at + length) === source.getUint8(candidate + length))
    length++;
  return length;
}

function appendLiteral(buffer: ByteBuffer, input: Uint8Array, from: number, to: number): void {
  const { bytes, view } = buffer;
  const size = to - from - 1;
  if (size < 60) {
    bytes[buffer.length++] = (size << 2) | LITERAL;
  } else if (size < 0x100) {
    bytes[buffer.length++] = (60 << 2) | LITERAL;
    bytes[buffer.length++] = size;
  } else {
    bytes[buffer.length++] = (61 << 2) | LITERAL;
    view.setUint16(buffer.length, size, true);
    buffer.length += 2;
  }
  if (size < 60) {
    const shift = buffer.length - from;
    for (let i = from; i < to; i++) bytes[i + shift] = input[i] as number;
  } else {
    bytes.set(input.subarray(from, to), buffer.length);
  }
  buffer.length += size + 1;
}

function appendCopy(buffer: ByteBuffer, offset: number, length: number): void {
  let rest = length;
  while (rest >= MAX_COPY + MIN_MATCH) {
    appendFarCopy(buffer, offset, MAX_COPY);
    rest -= MAX_COPY;
  }
  // No copy may be left with less than the shortest match.
  if (rest > MAX_COPY) {
    appendFarCopy(buffer, offset, MAX_COPY - MIN_MATCH);
    rest -= MAX_COPY - MIN_MATCH;
  }
  if (rest >= NEAR_LENGTH || offset >= NEAR_OFFSET) {
    appendFarCopy(buffer, offset, rest);
    return;
  }
  buffer.bytes[buffer.length++] = ((offset >>> 8) << 5) | ((rest - MIN_MATCH) << 2) | COPY_NEAR;
  buffer.bytes[buffer.length++] = offset & 0xff;
}

function appendFarCopy(buffer: ByteBuffer, offset: number, length: number): void {
  buffer.bytes[buffer.length++] = ((length - 1) << 2) | COPY_FAR;
  buffer.view.setUint16(buffer.length, offset, true);
  buffer.length += 2;
}
