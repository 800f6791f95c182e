/** How pages are made smaller: by our own Snappy, by a function of the platform, or not at all. */
export type PageCodec = 'snappy' | 'none' | PlatformCodec;

export interface PlatformCodec {
  readonly name: 'gzip' | 'zstd';
  compress(bytes: Uint8Array): Uint8Array;
}

/** How the bytes of a file come about; its rows decide all the rest. */
export interface PageOptions {
  /** Snappy unless given. */
  readonly codec?: PageCodec | undefined;
  /** CRC-32 of bytes that follow others with the sum `before`, where the platform has a quicker one than ours. */
  readonly crc32?: ((bytes: Uint8Array, before: number) => number) | undefined;
}
