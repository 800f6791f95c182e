import { open } from 'node:fs/promises';
import { isS3Url } from '../stores/s3/s3-url.ts';
import { readError } from './file-bytes.ts';
import type { RangedFile } from './ranged-file.ts';
import type { SourceFile } from './source-file.ts';

/** Opens a file of this machine or an object of S3. @throws SourceError when it cannot be read, as do its methods */
export async function openRangedFile(file: SourceFile): Promise<RangedFile> {
  if (isS3Url(file.path)) {
    const { openS3Ranges } = await import('./s3-ranges.ts');
    return openS3Ranges(file);
  }
  const explain = (error: unknown): never => {
    throw readError(file, error);
  };
  const handle = await open(file.path).catch(explain);
  const { size: byteLength } = await handle.stat().catch(explain);
  return {
    byteLength,
    async slice(start, end = byteLength) {
      file.signal.throwIfAborted();
      const bytes = Buffer.alloc(Math.max(0, end - start));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start).catch(explain);
      // Not of the pool of small buffers: the decoder takes all of what is below.
      return new Uint8Array(bytes.subarray(0, bytesRead)).buffer;
    },
    close: () => handle.close(),
  };
}
