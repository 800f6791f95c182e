/** Bytes that grow at their end without ever being copied again; blocks are kept for the next time. */
export interface ByteBlocks {
  length(): number;
  append(bytes: Uint8Array): void;
  /** All bytes in order; valid until {@link ByteBlocks.clear} and the next append. */
  pieces(): Uint8Array[];
  clear(): void;
}

const BLOCK_BYTES = 1 << 18;

export function createByteBlocks(): ByteBlocks {
  const blocks: Uint8Array[] = [];
  let length = 0;
  return {
    length: () => length,
    append(bytes) {
      for (let done = 0; done < bytes.length; ) {
        const at = length % BLOCK_BYTES;
        const index = (length - at) / BLOCK_BYTES;
        if (index === blocks.length) blocks.push(new Uint8Array(BLOCK_BYTES));
        const size = Math.min(bytes.length - done, BLOCK_BYTES - at);
        blocks[index]?.set(bytes.subarray(done, done + size), at);
        done += size;
        length += size;
      }
    },
    pieces() {
      const count = Math.ceil(length / BLOCK_BYTES);
      return blocks
        .slice(0, count)
        .map((block, i) => block.subarray(0, Math.min(BLOCK_BYTES, length - i * BLOCK_BYTES)));
    },
    clear() {
      length = 0;
    },
  };
}
