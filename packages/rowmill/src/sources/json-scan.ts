/** Bytes of JSON that have a meaning of their own. */
export const Byte = {
  lineFeed: 0x0a,
  quote: 0x22,
  comma: 0x2c,
  openArray: 0x5b,
  backslash: 0x5c,
  closeArray: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const;

/** How far a value has been read. It may end in a later chunk. */
export interface ValueScan {
  /** Open arrays and objects. */
  depth: number;
  inString: boolean;
  isEscaped: boolean;
}

/** @returns where the value, which may have begun before, ends in the chunk; undefined where it goes on behind it */
export function endOfValue(scan: ValueScan, chunk: Buffer, from: number): number | undefined {
  for (let at = from; at < chunk.length; at++) {
    const byte = chunk[at] as number;
    if (scan.inString) scanString(scan, byte);
    else if (scan.depth === 0 && isEnd(byte)) return at;
    else scanByte(scan, byte);
    if (scan.depth === 0 && isClose(byte) && !scan.inString) return at + 1;
  }
  return undefined;
}

/** Takes a byte of a text. */
export function scanString(scan: ValueScan, byte: number): void {
  if (scan.isEscaped) scan.isEscaped = false;
  else if (byte === Byte.backslash) scan.isEscaped = true;
  else if (byte === Byte.quote) scan.inString = false;
}

/** Takes a byte outside of texts. */
export function scanByte(scan: ValueScan, byte: number): void {
  if (byte === Byte.quote) scan.inString = true;
  else if (byte === Byte.openObject || byte === Byte.openArray) scan.depth += 1;
  else if (isClose(byte)) scan.depth -= 1;
}

export function isClose(byte: number): boolean {
  return byte === Byte.closeObject || byte === Byte.closeArray;
}

/** RFC 8259, section 2. */
export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** What ends a number or a word. */
function isEnd(byte: number): boolean {
  return byte === Byte.comma || isClose(byte) || isBlank(byte);
}
