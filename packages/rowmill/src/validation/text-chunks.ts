import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DataError } from '@rowmill/core';
import { SourceError } from '../errors.ts';
import { type ByteFeed, openByteFeed } from '../sources/byte-feed.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes of a file, unpacked when its name ends in `.gz`.
 *
 * @throws {@link SourceError} when the file cannot be opened or read.
 * @throws {@link DataError} when it is not the gzip file that its name promises.
 */
export async function* readChunks(file: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const plain = createReadStream(file, { highWaterMark: CHUNK_BYTES, ...(signal && { signal }) });
  const stream: Readable = file.endsWith('.gz')
    ? // Errors of either end surface on the stream that is read.
      pipeline(plain, createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined)
    : plain;
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    signal?.throwIfAborted();
    throw explainReadError(file, error);
  }
}

/** As {@link readChunks}, but filling what is given: a plain file without a copy. */
export function openTextFeed(path: string, signal: AbortSignal | undefined): Promise<ByteFeed> {
  const explain = (error: unknown): unknown => explainReadError(path, error);
  return openByteFeed({ path, signal, explain, stream: () => readChunks(path, signal) });
}

/**
 * The text of UTF-8 bytes, without a byte order mark.
 *
 * @throws {@link DataError} at bytes that are not UTF-8 (RFC 3629).
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  firstLine = 1,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lines = firstLine - 1;
  try {
    for await (const chunk of chunks) {
      const text = decoder.decode(chunk, { stream: true });
      yield text;
      lines += countLines(text);
    }
    yield decoder.decode();
  } catch (error) {
    throw isDecodeError(error) ? notUtf8(file, lines) : error;
  }
}

function isDecodeError(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    'code' in error &&
    error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
  );
}

/** @param lines how many are known to be sound */
export function notUtf8(file: string, lines: number): DataError {
  return new DataError(file, undefined, `is not UTF-8 behind line ${lines + 1} - save it as UTF-8`);
}

/** Line feeds in `text` from `from` up to `to`. */
export function countLines(text: string, from = 0, to = text.length): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
    lines += 1;
  }
  return lines;
}

/** Says why a file cannot be read, without a stack of Node's own words. */
export function explainReadError(file: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code?.startsWith('Z_')) {
    return new DataError(file, undefined, 'is not a complete gzip file', { cause: error });
  }
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'no such file - check the path',
    EISDIR: 'is a directory - name a file in it',
    EACCES: 'may not be read - check its permissions',
  };
  const reason = (code && reasons[code]) ?? `cannot be read (${code ?? String(error)})`;
  return new SourceError(file, reason, { cause: error, code });
}
