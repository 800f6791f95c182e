import { readSync } from 'node:fs';

/** Bytes of a range: its text stays in the caches of a core from the reader to the writer. */
export const RANGE_BYTES = 1 << 19;

const LINE_FEED = 0x0a;
const LOOK_BYTES = 4096;
const BYTE_ORDER_MARK = Buffer.of(0xef, 0xbb, 0xbf);

/** Where the first line begins that begins at `offset` or behind it; the size of the file when none does. */
export function lineStart(file: number, offset: number, size: number): number {
  if (offset === 0) return markLength(file);
  const bytes = Buffer.allocUnsafe(LOOK_BYTES);
  for (let at = offset - 1; at < size; ) {
    const read = readSync(file, bytes, 0, Math.min(LOOK_BYTES, size - at), at);
    if (read === 0) break;
    const feed = bytes.subarray(0, read).indexOf(LINE_FEED);
    if (feed >= 0) return at + feed + 1;
    at += read;
  }
  return size;
}

/** Bytes of the mark that may stand at the start of a file in UTF-8. */
function markLength(file: number): number {
  const start = Buffer.alloc(BYTE_ORDER_MARK.length);
  readSync(file, start, 0, start.length, 0);
  return start.equals(BYTE_ORDER_MARK) ? start.length : 0;
}

/** Reads bytes of a file into `room`, as many as fit and are there. */
export function readFully(file: number, room: Uint8Array, from: number): number {
  let filled = 0;
  while (filled < room.length) {
    const read = readSync(file, room, filled, room.length - filled, from + filled);
    if (read === 0) break;
    filled += read;
  }
  return filled;
}
