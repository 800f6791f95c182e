import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DataError } from '@rowmill/core';
import { SourceError } from '../errors.ts';
import { type ByteFeed, openByteFeed } from './byte-feed.ts';

/** Bytes read from the disk at once. */
const CHUNK_BYTES = 256 * 1024;

/** A file that a source reads. */
export interface SourceFile {
  readonly path: string;
  /** What the source calls itself, for errors. */
  readonly source: string;
  /** Ends the reading: its reason is thrown. */
  readonly signal: AbortSignal;
}

/**
 * The bytes of a file from its start, in chunks; those of a `.gz` file decompressed.
 *
 * @throws SourceError when the file cannot be read.
 * @throws DataError when a `.gz` file is damaged or cut off.
 */
export async function* readFileBytes(file: SourceFile): AsyncGenerator<Buffer> {
  const { path, signal } = file;
  signal.throwIfAborted();
  const stream = openStream(path, signal);
  try {
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('a stream of bytes gave something else');
      yield chunk;
      signal.throwIfAborted();
    }
  } catch (error) {
    signal.throwIfAborted();
    throw readError(file, error);
  } finally {
    stream.destroy();
  }
}

/**
 * SHA-256 of a file as it lies there, compressed or not, in hexadecimal digits.
 *
 * @throws SourceError when the file cannot be read.
 */
export async function digestFile(file: SourceFile): Promise<string> {
  const { path, signal } = file;
  const hash = createHash('sha256');
  try {
    const bytes = createReadStream(path, { highWaterMark: CHUNK_BYTES, signal });
    for await (const chunk of bytes) hash.update(chunk);
    return hash.digest('hex');
  } catch (error) {
    signal.throwIfAborted();
    throw readError(file, error);
  }
}

/** As {@link readFileBytes}, but filling what is given: a plain file without a copy. */
export function openFileFeed(file: SourceFile): Promise<ByteFeed> {
  const { path, signal } = file;
  const explain = (error: unknown): unknown => readError(file, error);
  return openByteFeed({ path, signal, explain, stream: () => readFileBytes(file) });
}

function openStream(path: string, signal: AbortSignal): Readable {
  const bytes = createReadStream(path, { highWaterMark: CHUNK_BYTES, signal });
  if (!path.endsWith('.gz')) return bytes;
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // Errors of either stream reach the reader through the second.
  pipeline(bytes, gunzip, () => undefined);
  return gunzip;
}

function readError({ path, source }: SourceFile, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return error;
  const { code } = error;
  if (code.startsWith('Z_')) {
    const problem = `is not a sound gzip file (${error.message}) - compress it again, or take ".gz" off its name if it is not compressed`;
    return new DataError(path, undefined, problem, { cause: error });
  }
  return new SourceError(source, `${inWords(code) ?? error.message}: ${path}`, {
    cause: error,
    code,
  });
}

function inWords(code: string): string | undefined {
  if (code === 'ENOENT') return 'there is no such file, check the path';
  if (code === 'EISDIR') return 'this is a directory, name a file in it';
  if (code === 'EACCES' || code === 'EPERM')
    return 'the file may not be read, check its permissions';
  return undefined;
}
