import { DataError } from '@rowmill/core';

/** Bytes that one line may take. */
const LINE_BYTES = 16 * 1024 * 1024;

const LINE_FEED = 0x0a;

/** One line of a file, its line break left off. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  /** A view: sound until the next group is asked for. */
  readonly bytes: Buffer;
}

/**
 * Cuts bytes into lines at line feeds, a group for each chunk. The last line needs none.
 *
 * @throws DataError, after the lines before it, for a line of more than 16 MiB.
 */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  origin: string,
  firstLine = 1,
): AsyncGenerator<readonly Line[]> {
  let number = firstLine - 1;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      const tail = chunk.subarray(start, end);
      number += 1;
      lines.push({ number, bytes: waiting.length > 0 ? Buffer.concat([...waiting, tail]) : tail });
      waiting = [];
      waitingBytes = 0;
      start = end + 1;
    }
    // A copy: the stream may use the chunk's memory again.
    waiting.push(Buffer.from(chunk.subarray(start)));
    waitingBytes += chunk.length - start;
    if (lines.length > 0) yield lines;
    if (waitingBytes > LINE_BYTES) throw tooLong(origin, number + 1);
  }
  if (waitingBytes > 0) yield [{ number: number + 1, bytes: Buffer.concat(waiting) }];
}

function tooLong(origin: string, line: number): DataError {
  return new DataError(
    origin,
    line,
    `this line takes more than ${LINE_BYTES / 1024 / 1024} MiB - NDJSON has one object per line`,
  );
}
