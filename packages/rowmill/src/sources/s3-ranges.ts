import { openBucket } from '../stores/s3/bucket.ts';
import { headObject } from '../stores/s3/head-object.ts';
import { readObject } from '../stores/s3/read-object.ts';
import { parseS3Url } from '../stores/s3/s3-url.ts';
import type { RangedFile } from './ranged-file.ts';
import { noSuchObject, sourceError } from './s3-file.ts';
import type { SourceFile } from './source-file.ts';

/** Parts of an object, always of the content that it had at first. @throws SourceError, as do its methods */
export async function openS3Ranges(file: SourceFile): Promise<RangedFile> {
  const { bucket: name, key } = parseS3Url(file.path);
  const bucket = await openBucket(name, { signal: file.signal });
  const explain = (error: unknown): never => {
    file.signal.throwIfAborted();
    throw sourceError(file, error);
  };
  const head = await headObject(bucket, key).catch(explain);
  if (head === undefined) {
    bucket.client.destroy();
    throw noSuchObject(file);
  }
  const byteLength = head.ContentLength ?? 0;
  return {
    byteLength,
    async slice(start, end = byteLength) {
      const pieces: Uint8Array[] = [];
      try {
        if (end > start)
          for await (const piece of readObject(bucket, key, { start, end, etag: head.ETag }))
            pieces.push(piece);
      } catch (error) {
        explain(error);
      }
      return new Uint8Array(Buffer.concat(pieces)).buffer;
    },
    close: async () => bucket.client.destroy(),
  };
}
