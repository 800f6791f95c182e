/** Bytes that grow at their end and are written again and again; Parquet is little-endian throughout. */
export interface ByteBuffer {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView<ArrayBuffer>;
  length: number;
}

/** Bytes behind the end that copies may overwrite. */
const SLACK = 16;

export function createByteBuffer(capacity = 1024): ByteBuffer {
  const bytes = new Uint8Array(capacity + SLACK);
  return { bytes, view: new DataView(bytes.buffer), length: 0 };
}

/** Makes room for `more` bytes behind the end. */
function reserve(buffer: ByteBuffer, more: number): void {
  const needed = buffer.length + more + SLACK;
  if (needed <= buffer.bytes.length) return;
  const grown = new Uint8Array(Math.max(needed, 2 * buffer.bytes.length));
  grown.set(buffer.bytes.subarray(0, buffer.length));
  buffer.bytes = grown;
  buffer.view = new DataView(grown.buffer);
}

/** The bytes written so far; valid until the next one is written. */
export function written({ bytes, length }: ByteBuffer): Uint8Array<ArrayBuffer> {
  return bytes.subarray(0, length);
}

export function appendByte(buffer: ByteBuffer, value: number): void {
  reserve(buffer, 1);
  buffer.bytes[buffer.length++] = value;
}

export function appendBytes(buffer: ByteBuffer, more: Uint8Array): void {
  reserve(buffer, more.length);
  buffer.bytes.set(more, buffer.length);
  buffer.length += more.length;
}

export function appendUint32(buffer: ByteBuffer, value: number): void {
  reserve(buffer, 4);
  buffer.view.setUint32(buffer.length, value, true);
  buffer.length += 4;
}

/** ULEB128: seven bits a byte, lowest first. Exact up to 2^53. */
export function appendVarint(buffer: ByteBuffer, value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    appendByte(buffer, (rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  appendByte(buffer, rest);
}

/** Signed ULEB128 in zigzag order: 0, -1, 1, -2 … Exact between -2^52 and 2^52. */
export function appendZigzag(buffer: ByteBuffer, value: number): void {
  appendVarint(buffer, value < 0 ? -2 * value - 1 : 2 * value);
}
