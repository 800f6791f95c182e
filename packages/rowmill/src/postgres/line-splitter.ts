const NEWLINE = 10;

/** Cuts a stream of chunks at the ends of lines. */
export interface LineSplitter {
  /** Every line that ends in these bytes, with what was left of the last ones. Valid until the next call. */
  add(bytes: Uint8Array): Uint8Array;
  /** What came after the last newline; empty when the stream was whole. */
  rest(): Uint8Array;
}

const NOTHING = new Uint8Array(0);

/** A splitter whose memory is bounded by the longest line and the largest chunk. */
export function createLineSplitter(): LineSplitter {
  let carry = NOTHING;
  return {
    add(bytes) {
      const end = bytes.lastIndexOf(NEWLINE) + 1;
      if (end === 0) {
        carry = Buffer.concat([carry, bytes]);
        return NOTHING;
      }
      const lines =
        carry.length === 0
          ? bytes.subarray(0, end)
          : Buffer.concat([carry, bytes.subarray(0, end)]);
      carry = bytes.slice(end);
      return lines;
    },
    rest: () => carry,
  };
}
