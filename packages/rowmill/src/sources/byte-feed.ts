import { type FileHandle, open, stat } from 'node:fs/promises';

/** Hands out the bytes of a file from its start. */
export interface ByteFeed {
  /** Fills the room from its start and gives the number of bytes: fewer than there is room for only at the end. */
  fill(room: Uint8Array): Promise<number>;
  /** Puts bytes back: the next to be handed out. */
  unread(bytes: Uint8Array): void;
  close(): Promise<void>;
}

export interface ByteFeedOptions {
  readonly path: string;
  /** Ends the reading: its reason is thrown. */
  readonly signal: AbortSignal | undefined;
  /** Says why the file cannot be read. */
  readonly explain: (error: unknown) => unknown;
  /** The bytes of what is no plain file: compressed, or a pipe. Throws its own errors. */
  readonly stream: () => AsyncIterator<Uint8Array>;
}

/** Opens a file. A plain one is read straight into the room that is given, without a copy. */
export async function openByteFeed(options: ByteFeedOptions): Promise<ByteFeed> {
  const { path, signal, explain } = options;
  signal?.throwIfAborted();
  try {
    // A pipe may be opened only once, and an object of S3 is no file.
    const isPlain = !/^s3:|\.gz$/.test(path) && (await stat(path)).isFile();
    return withUnread(isPlain ? fileSource(await open(path), options) : streamSource(options));
  } catch (error) {
    throw explain(error);
  }
}

/** Where bytes come from: 0 at the end. */
interface ByteSource {
  read(room: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

function fileSource(file: FileHandle, { signal, explain }: ByteFeedOptions): ByteSource {
  return {
    async read(room) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(room, 0, room.length).catch((error: unknown) => {
        throw explain(error);
      });
      signal?.throwIfAborted();
      return bytesRead;
    },
    close: () => file.close(),
  };
}

function streamSource({ stream }: ByteFeedOptions): ByteSource {
  const chunks = stream();
  let chunk: Uint8Array = new Uint8Array();
  return {
    async read(room) {
      while (chunk.length === 0) {
        const next = await chunks.next();
        if (next.done === true) return 0;
        chunk = next.value;
      }
      const taken = chunk.subarray(0, room.length);
      room.set(taken);
      chunk = chunk.subarray(taken.length);
      return taken.length;
    },
    async close() {
      await chunks.return?.();
    },
  };
}

function withUnread({ read, close }: ByteSource): ByteFeed {
  let unread: Uint8Array = new Uint8Array();
  return {
    async fill(room) {
      const given = unread.subarray(0, room.length);
      room.set(given);
      unread = unread.subarray(given.length);
      let filled = given.length;
      while (filled < room.length) {
        const count = await read(room.subarray(filled));
        if (count === 0) break;
        filled += count;
      }
      return filled;
    },
    unread(bytes) {
      unread = Buffer.concat([bytes, unread]);
    },
    close,
  };
}

const CHUNK_BYTES = 256 * 1024;

/** What is left of a file, in chunks. Each is sound until the next is asked for. */
export async function* chunksOf(feed: ByteFeed): AsyncGenerator<Buffer> {
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const size = await feed.fill(chunk);
    if (size > 0) yield chunk.subarray(0, size);
    if (size < CHUNK_BYTES) return;
  }
}

const BYTE_ORDER_MARK = Buffer.of(0xef, 0xbb, 0xbf);

/** Leaves out a byte order mark at the start of a file; gives the bytes that it takes. */
export async function skipMark(feed: ByteFeed): Promise<number> {
  const start = Buffer.alloc(BYTE_ORDER_MARK.length);
  const size = await feed.fill(start);
  if (start.equals(BYTE_ORDER_MARK)) return size;
  feed.unread(start.subarray(0, size));
  return 0;
}
