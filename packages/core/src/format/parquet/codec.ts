/** How pages are made smaller: by our own Snappy, by a function of the platform, or not at all. */
export type PageCodec = 'snappy' | 'none' | PlatformCodec;

export interface PlatformCodec {
  readonly name: 'gzip' | 'zstd';
  compress(bytes: Uint8Array): Uint8Array;
}
