import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DataError } from '@rowmill/core';
import { SourceError } from '../errors.ts';
import { isS3Url } from '../stores/s3/s3-url.ts';
import { type ByteFeed, openByteFeed } from './byte-feed.ts';
import type { SourceFile } from './source-file.ts';

/** Bytes read from the disk at once. */
const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes of a file from its start, in chunks; those of a `.gz` file decompressed.
 *
 * @throws SourceError when the file cannot be read.
 * @throws DataError when a `.gz` file is damaged or cut off.
 */
export async function* readFileBytes(file: SourceFile): AsyncGenerator<Buffer> {
  const { signal } = file;
  signal.throwIfAborted();
  const stream = openStream(file);
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
  if (isS3Url(path)) {
    const { storedS3Digest } = await import('./s3-file.ts');
    const known = await storedS3Digest(file);
    if (known !== undefined) return known;
  }
  const hash = createHash('sha256');
  try {
    const bytes = openRaw(file);
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

/** As it lies there, compressed or not. */
function openRaw(file: SourceFile): Readable {
  const { path, signal } = file;
  if (!isS3Url(path)) return createReadStream(path, { highWaterMark: CHUNK_BYTES, signal });
  return Readable.from(readS3(file), { objectMode: false, highWaterMark: CHUNK_BYTES });
}

/** The AWS SDK is loaded by those who read from S3. */
async function* readS3(file: SourceFile): AsyncGenerator<Uint8Array> {
  const { readS3Bytes } = await import('./s3-file.ts');
  yield* readS3Bytes(file);
}

function openStream(file: SourceFile): Readable {
  const bytes = openRaw(file);
  if (!file.path.endsWith('.gz')) return bytes;
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // Errors of either stream reach the reader through the second.
  pipeline(bytes, gunzip, () => undefined);
  return gunzip;
}

/** Why a file cannot be read, in words. */
export function readError({ path, source }: SourceFile, error: unknown): unknown {
  if (error instanceof SourceError) return error;
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
