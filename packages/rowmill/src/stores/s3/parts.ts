import { open } from 'node:fs/promises';

const FIRST_PART_BYTES = 8 * 1024 * 1024;
/** A multipart upload has up to 10,000 parts, which need not be equal: they double in size after each thousand. */
const PARTS_OF_A_SIZE = 1000;

/** @param index from 0 */
const partBytes = (index: number): number =>
  FIRST_PART_BYTES * 2 ** Math.floor(index / PARTS_OF_A_SIZE);

/** Bytes in memory, cut into parts. */
export async function* partsOfBytes(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let index = 0, start = 0; start < bytes.length; index += 1) {
    yield bytes.subarray(start, start + partBytes(index));
    start += partBytes(index);
  }
}

/** Parts of a stream, put together from its pieces. */
export async function* partsOfStream(
  pieces: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<Uint8Array> {
  let held: Buffer[] = [];
  let bytes = 0;
  let index = 0;
  for await (const piece of pieces) {
    held.push(Buffer.from(piece as Uint8Array));
    bytes += held.at(-1)?.length ?? 0;
    while (bytes >= partBytes(index)) {
      const all = Buffer.concat(held);
      const part = all.subarray(0, partBytes(index));
      held = [all.subarray(part.length)];
      bytes -= part.length;
      index += 1;
      yield part;
    }
  }
  if (bytes > 0) yield Buffer.concat(held);
}

/** Parts of a file, read as they are asked for. */
export async function* partsOfFile(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    for (let index = 0; ; index += 1) {
      const part = Buffer.allocUnsafe(partBytes(index));
      let filled = 0;
      for (let read = -1; read !== 0 && filled < part.length; filled += read)
        ({ bytesRead: read } = await file.read(part, filled, part.length - filled));
      if (filled > 0) yield part.subarray(0, filled);
      if (filled < part.length) return;
    }
  } finally {
    await file.close();
  }
}
