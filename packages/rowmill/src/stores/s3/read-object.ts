import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import type { Bucket } from './bucket.ts';
import { codeOf } from './explain.ts';

/** Answers that may break off one after the other without a byte between them. */
const BREAKS = 5;

/** What is wanted of an object: all of it where nothing is said. */
interface Extent {
  readonly start?: number;
  /** Behind the last byte. */
  readonly end?: number | undefined;
  /** The content that is meant. @see RFC 9110, section 13.1.1 */
  readonly etag?: string | undefined;
}

/**
 * The bytes of an object, piece by piece. Where a connection breaks, another one goes on behind the last byte that came,
 * with the same content or not at all.
 */
export async function* readObject(
  bucket: Bucket,
  key: string,
  { start = 0, end, etag }: Extent = {},
): AsyncGenerator<Uint8Array> {
  let offset = start;
  let extent: Extent = { end, etag };
  for (let breaks = 0; ; breaks += 1) {
    const answer = await open(bucket, key, { ...extent, start: offset });
    extent = { end: offset + (answer.ContentLength ?? 0), etag: answer.ETag };
    try {
      for await (const piece of answer.Body as AsyncIterable<Uint8Array>) {
        offset += piece.length;
        breaks = 0;
        yield piece;
      }
      return;
    } catch (error) {
      throwUnlessBroken(error, breaks);
      // It broke between the last byte and its end.
      if (offset === extent.end) return;
    }
  }
}

function open(
  { sdk, client, name, sending }: Bucket,
  key: string,
  { start = 0, end, etag }: Extent,
): Promise<GetObjectCommandOutput> {
  const isWhole = start === 0 && end === undefined;
  const command = new sdk.GetObjectCommand({
    Bucket: name,
    Key: key,
    ...(!isWhole && { Range: `bytes=${start}-${end === undefined ? '' : end - 1}` }),
    IfMatch: etag,
  });
  return client.send(command, sending);
}

const CONNECTION_ERRORS = new Set([
  'ECONNABORTED',
  'ECONNRESET',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ETIMEDOUT',
  'TimeoutError',
]);

/** The connection may be to blame, and not what was asked for; bytes that are not what their checksum says are not. */
function throwUnlessBroken(error: unknown, breaks: number): void {
  if (!CONNECTION_ERRORS.has(codeOf(error)) || breaks === BREAKS) throw error;
}
