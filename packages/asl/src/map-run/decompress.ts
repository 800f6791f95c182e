import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type ItemSource, readFailure } from './read-failure.ts';

/**
 * What is in an object whose name tells that it is compressed: `.gz` and `.gzip`. Other objects come as they are.
 *
 * Source: AWS Step Functions developer guide, "ItemReader (Map)", which also names ZSTD.
 */
export function decompress(
  bytes: AsyncIterable<Uint8Array>,
  source: ItemSource,
): AsyncIterable<Uint8Array> {
  if (/\.gz(ip)?$/.test(source.key)) {
    return gunzip(bytes);
  }
  if (/\.zstd?$/.test(source.key)) {
    throw readFailure(source, 'objects in ZSTD are not read here - use GZIP, or none');
  }
  return bytes;
}

async function* gunzip(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const compressed = Readable.from(bytes, { objectMode: false });
  const plain = createGunzip();
  compressed.on('error', (error) => plain.destroy(error));
  try {
    yield* compressed.pipe(plain) as AsyncIterable<Uint8Array>;
  } finally {
    compressed.destroy();
  }
}
