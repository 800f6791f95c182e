import { createReadStream } from 'node:fs';

const CHUNK_BYTES = 1 << 18;
const LINE_FEED = 0x0a;

/**
 * The whole lines of a file, without their line feeds, up to a number of bytes: what follows the last line feed is
 * left out. Holds one line and one chunk at a time.
 */
export async function* readLines(path: string, byteCount = Number.POSITIVE_INFINITY) {
  if (byteCount === 0) return;
  let rest: Buffer[] = [];
  const stream: AsyncIterable<Buffer> = createReadStream(path, {
    end: byteCount - 1,
    highWaterMark: CHUNK_BYTES,
  });
  for await (const chunk of stream) {
    let start = 0;
    let end = chunk.indexOf(LINE_FEED);
    for (; end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      const piece = chunk.subarray(start, end);
      yield rest.length === 0 ? piece : Buffer.concat([...rest, piece]);
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
}
