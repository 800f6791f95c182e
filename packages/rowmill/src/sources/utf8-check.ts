import { isUtf8 } from 'node:buffer';

const LINE_FEED = 0x0a;

/** What a chunk holds: text that is sound so far, and whether it goes wrong after that. */
export interface CheckedChunk {
  /** Whole characters only: the start of one that the chunk cuts is kept for the next. Ends before a bad line. */
  readonly sound: Buffer;
  /** 1-based number of the first line that is not UTF-8. */
  readonly badLine: number | undefined;
}

/** Checks bytes that come in chunks to be UTF-8 (RFC 3629). Decoding would replace bad ones in silence. */
export interface Utf8Check {
  add(chunk: Buffer): CheckedChunk;
  /** The end of the bytes: a character may not be cut here. */
  end(): CheckedChunk;
}

/** @param firstLine number of the line that the bytes start with */
export function createUtf8Check(firstLine = 1): Utf8Check {
  let carried: Buffer = Buffer.alloc(0);
  let line = firstLine;
  const check = (bytes: Buffer): CheckedChunk => {
    const checked = checkUtf8(bytes, line);
    line += countLineFeeds(checked.sound);
    return checked;
  };
  return {
    add(chunk) {
      const bytes = carried.length > 0 ? Buffer.concat([carried, chunk]) : chunk;
      const cut = bytes.length - cutLength(bytes);
      // A copy: the stream may use the chunk's memory again.
      carried = Buffer.from(bytes.subarray(cut));
      return check(bytes.subarray(0, cut));
    },
    end: () => check(carried),
  };
}

/** Checks bytes that start at a line and cut no character. */
export function checkUtf8(bytes: Buffer, firstLine: number): CheckedChunk {
  if (isUtf8(bytes)) return { sound: bytes, badLine: undefined };
  const sound = bytes.subarray(0, soundLength(bytes));
  return { sound, badLine: firstLine + countLineFeeds(sound) };
}

/** Bytes at the end that may be the start of a character: 0 to 3. */
function cutLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < characterLength(byte) ? back : 0;
  }
  return 0;
}

function characterLength(leadByte: number): number {
  if (leadByte >= 0xf0) return 4;
  return leadByte >= 0xe0 ? 3 : 2;
}

/** Length of the lines before the first that is not UTF-8. No character holds a line feed. */
function soundLength(bytes: Buffer): number {
  let start = 0;
  while (start < bytes.length) {
    const lineFeed = bytes.indexOf(LINE_FEED, start);
    const end = lineFeed < 0 ? bytes.length : lineFeed + 1;
    if (!isUtf8(bytes.subarray(start, end))) return start;
    start = end;
  }
  return start;
}

function countLineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1))
    count += 1;
  return count;
}
