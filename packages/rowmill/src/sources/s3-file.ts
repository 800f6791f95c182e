import { SourceError } from '../errors.ts';
import { openBucket } from '../stores/s3/bucket.ts';
import { explain } from '../stores/s3/explain.ts';
import { headObject } from '../stores/s3/head-object.ts';
import { readObject } from '../stores/s3/read-object.ts';
import { parseS3Url } from '../stores/s3/s3-url.ts';
import type { SourceFile } from './source-file.ts';

/**
 * The bytes of an object, `s3://bucket/key`, in pieces as they come: one object is never in memory as a whole.
 *
 * @throws SourceError when it cannot be read.
 */
export async function* readS3Bytes(file: SourceFile): AsyncGenerator<Uint8Array> {
  const { bucket: name, key } = parseS3Url(file.path);
  const bucket = await openBucket(name, { signal: file.signal });
  try {
    yield* readObject(bucket, key);
  } catch (error) {
    file.signal.throwIfAborted();
    throw sourceError(file, error);
  } finally {
    bucket.client.destroy();
  }
}

/**
 * SHA-256 of an object where S3 has it of all of its bytes: it has compared them when they came. Who uploads by parts, or
 * without it, leaves none, and the object has to be read. The ETag would not do: it tells how an object was uploaded
 * and encrypted, so that the same rows would be another dataset elsewhere.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html (2026-11-22).
 *
 * @returns hexadecimal digits
 * @throws SourceError when the object cannot be read.
 */
export async function storedS3Digest(file: SourceFile): Promise<string | undefined> {
  const { bucket: name, key } = parseS3Url(file.path);
  const bucket = await openBucket(name, { signal: file.signal });
  try {
    const { ChecksumSHA256: digest } = (await headObject(bucket, key)) ?? {};
    const isWhole = digest !== undefined && !digest.includes('-');
    return isWhole ? Buffer.from(digest, 'base64').toString('hex') : undefined;
  } catch (error) {
    file.signal.throwIfAborted();
    throw sourceError(file, error);
  } finally {
    bucket.client.destroy();
  }
}

/** What S3 has said, in words. */
export function sourceError({ path, source }: SourceFile, error: unknown): unknown {
  const request = { place: path, doing: 'reading', action: 's3:GetObject' };
  const { message } = explain(request, error);
  return new SourceError(source, message.slice(`${path}: `.length), { cause: error });
}

export function noSuchObject({ path, source }: SourceFile): SourceError {
  return new SourceError(source, `there is no such object, check the key: ${path}`, {
    code: 'NoSuchKey',
  });
}
