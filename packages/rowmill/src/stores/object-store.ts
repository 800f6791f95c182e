/** What is known of a stored object without reading it. */
export interface ObjectInfo {
  readonly key: string;
  readonly bytes: number;
}

/**
 * Keeps objects by key. Keys are relative paths with `/`; every object is whole or absent, never half written.
 * Adapters share one contract test.
 */
export interface ObjectStore {
  /** `directory .rowmill`. */
  describe(): string;
  /**
   * Stores an object. With `ifAbsent`, one that is there already is left alone.
   *
   * @returns whether it was stored
   */
  put(key: string, body: Uint8Array | string, options?: { ifAbsent?: boolean }): Promise<boolean>;
  /** @throws {@link StoreError} when there is no such object. */
  get(key: string): Promise<Buffer>;
  head(key: string): Promise<ObjectInfo | undefined>;
  /** Objects whose key starts with the prefix, in order of their keys. */
  list(prefix: string): Promise<readonly ObjectInfo[]>;
  /** Names between the prefix, which ends in `/`, and the next `/`: what a folder has as folders. In order. */
  folders(prefix: string): Promise<readonly string[]>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
  /** Path of an object for workers that write and read files themselves. */
  path(key: string): string;
}
