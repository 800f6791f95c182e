/** What is known of a stored object without reading it. */
export interface ObjectInfo {
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Tells this content from others of the same object; quoted, as in HTTP (RFC 9110, section 8.8.3). */
  readonly etag: string;
}

/** Bytes of an object: from `start`, up to and without `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface PutOptions {
  /** An object that is there already is left alone. */
  readonly ifAbsent?: boolean;
  /** Its owner alone may read it, where objects have owners. */
  readonly isPrivate?: boolean;
}

/**
 * Keeps objects by key. Keys are relative paths with `/`; every object is whole or absent, never half written.
 * Adapters share one contract test.
 *
 * Programs that read and write files themselves (workers, DuckDB) use {@link localPath} and {@link publish} to
 * store what they wrote, {@link fetch} and {@link release} to read what is stored. Where objects are files, all of it
 * costs nothing.
 */
export interface ObjectStore {
  /** `directory .rowmill`, `s3://bucket/prefix`. */
  describe(): string;
  /** Where an object is, for people: the path of its file, its `s3://` address. */
  place(key: string): string;
  /**
   * Stores an object.
   *
   * @returns whether it was stored
   */
  put(key: string, body: Uint8Array | string, options?: PutOptions): Promise<boolean>;
  /** Stores an object of any size from a stream; nothing is stored when the stream fails. */
  write(key: string, body: AsyncIterable<Uint8Array | string>): Promise<void>;
  /** @throws {@link StoreError} when there is no such object. */
  get(key: string): Promise<Buffer>;
  /** @throws {@link StoreError} when there is no such object, or it ends before the range does. */
  range(key: string, range: ByteRange): Promise<Buffer>;
  /** The bytes of an object, piece by piece. @throws {@link StoreError} when there is no such object. */
  read(key: string): AsyncIterable<Uint8Array>;
  head(key: string): Promise<ObjectInfo | undefined>;
  /** Objects whose key starts with the prefix, in order of their keys (UTF-8 bytes). */
  list(prefix: string): Promise<readonly ObjectInfo[]>;
  /** Names between the prefix, which ends in `/`, and the next `/`: what a folder has as folders. In order. */
  folders(prefix: string): Promise<readonly string[]>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
  /** Deletes all objects of a folder, whose key ends in no `/`, and what is local of it. */
  deleteFolder(folder: string): Promise<void>;
  /** Moves all objects of a folder to another one, whose objects are deleted first. Safe to repeat after a failure. */
  moveFolder(from: string, to: string): Promise<void>;
  /** Path of the file, or folder, at which a program of this machine writes what {@link publish} makes an object. */
  localPath(key: string): string;
  /**
   * Makes an object of the file at its local path. The file is not there any more afterwards, unless it is the object.
   * With `ifAbsent`, an object that is there already is left alone.
   *
   * @returns whether it was stored; true where the file is the object
   */
  publish(key: string, options?: { ifAbsent?: boolean }): Promise<boolean>;
  /** Path of a file with the bytes of an object, for reading alone. @throws {@link StoreError} when there is none. */
  fetch(key: string): Promise<string>;
  /** Gives up the files that were fetched of an object, or of all those of a folder: nobody reads them any more. */
  release(key: string): Promise<void>;
  /** Removes what writers of objects whose key starts with the prefix have left unfinished before the instant. */
  discardUnfinished(prefix: string, before: Date): Promise<void>;
}

/** A store whose objects are files: programs may read and write them at their paths. */
export interface DirectoryStore extends ObjectStore {
  readonly root: string;
  /** Path of an object. */
  path(key: string): string;
}
