import zlib from 'node:zlib';
import { RowmillError } from '@rowmill/core';
import type { PageCodec, PageOptions } from '@rowmill/core/kernels';
import type { Compression } from './jobs.ts';

/** The platform cannot compress as asked. */
export class CompressionError extends RowmillError {
  override readonly name = 'CompressionError';
}

/** Zstandard came with Node 22.15; the types that we compile against do not know it. */
type Zstd = { readonly zstdCompressSync?: (bytes: Uint8Array) => Uint8Array };

/** Level 1: what the next levels save is a few percent, and they take several times as long. */
const GZIP = { level: 1 } as const;

/**
 * How pages are compressed and summed up on this platform.
 *
 * @throws {@link CompressionError} where this Node has no Zstandard.
 */
export function pageOptions(compression?: Compression): PageOptions {
  return { codec: pageCodec(compression), crc32: zlib.crc32 };
}

function pageCodec(compression: Compression = 'snappy'): PageCodec {
  switch (compression) {
    case 'snappy':
    case 'none':
      return compression;
    case 'gzip':
      return { name: 'gzip', compress: (bytes) => zlib.gzipSync(bytes, GZIP) };
    case 'zstd': {
      const { zstdCompressSync } = zlib as Zstd;
      if (zstdCompressSync === undefined) {
        throw new CompressionError(
          `compression zstd: Node ${process.versions.node} has no Zstandard - use Node 22.15 or newer, or snappy or gzip`,
        );
      }
      return { name: 'zstd', compress: (bytes) => zstdCompressSync(bytes) };
    }
  }
}
