import type { Duplex } from 'node:stream';
import type { Connection, Submittable } from 'pg';

/** Kinds of messages (PostgreSQL manual, "Message Formats"). */
const COPY_DATA = 0x64;
const COPY_DONE = 0x63;
const ERROR_RESPONSE = 0x45;
/** Kind and length; the length counts itself. */
const HEAD_BYTES = 5;
const LENGTH_BYTES = 4;
const NOTHING = Buffer.alloc(0);
/** Chunks that wait for the reader before the connection is paused. */
const CHUNKS_AHEAD = 16;

/**
 * The client's side of `COPY ... TO STDOUT` (PostgreSQL manual, "COPY Operations"). Reads the connection itself: the
 * server sends a message for every row, which the driver would take for an event each.
 */
export interface CopyReader extends Submittable {
  /** What the messages hold, in pieces cut anywhere; undefined at the end. Asked by one reader at a time. */
  next(): Promise<Uint8Array | undefined>;
  /** Lets the reader hear of a connection that was lost. */
  fail(error: Error): void;
}

/** What the driver tells whoever has submitted a query. */
interface QueryHandlers {
  callback(): void;
  handleCommandComplete(): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
}

export function createCopyReader(statement: string): CopyReader & QueryHandlers {
  const chunks: Uint8Array[] = [];
  let stream: Duplex | undefined;
  let ended = false;
  let failure: Error | undefined;
  let wake: () => void = () => undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    wake();
  };
  return {
    fail,
    submit(connection: Connection) {
      stream = connection.stream as Duplex;
      takeOver(stream, (bytes) => {
        chunks.push(bytes);
        if (chunks.length >= CHUNKS_AHEAD) stream?.pause();
        wake();
      });
      // The driver's types lack what it does with a query: the text of a simple query.
      (connection as unknown as { query(text: string): void }).query(statement);
    },
    async next() {
      while (chunks.length === 0) {
        if (failure !== undefined) throw failure;
        if (ended) return undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const chunk = chunks.shift();
      if (chunks.length === 0) stream?.resume();
      return chunk;
    },
    // The driver wraps it when a time limit for queries is set, and expects it to be called at the end.
    callback: () => undefined,
    handleCommandComplete: () => undefined,
    handleReadyForQuery() {
      this.callback();
      ended = true;
      wake();
    },
    handleError(error) {
      this.callback();
      fail(error);
    },
  };
}

/** Reads messages in place of the driver, until the rows are at their end or the server reports an error. */
function takeOver(stream: Duplex, use: (bytes: Uint8Array) => void): void {
  const [driver] = stream.listeners('data') as ((bytes: Uint8Array) => void)[];
  const contents = createMessageReader();
  const read = (chunk: Buffer): void => {
    const { bytes, rest } = contents(chunk);
    if (bytes.length > 0) use(bytes);
    if (rest === undefined) return;
    // First the new listener: a stream without one may stop.
    if (driver !== undefined) stream.on('data', driver);
    stream.off('data', read);
    driver?.(rest);
  };
  stream.on('data', read);
  if (driver !== undefined) stream.off('data', driver);
}

interface Read {
  /** What the messages of the chunk hold, moved together in the chunk itself. */
  readonly bytes: Uint8Array;
  /** At the end of the rows: bytes that are the driver's. */
  readonly rest: Uint8Array | undefined;
}

/** Takes messages apart, however they are cut. */
export function createMessageReader(): (chunk: Buffer) => Read {
  /** The head of a message that was cut. */
  let begun: Buffer = NOTHING;
  /** Bytes of a content that are still to come. */
  let missing = 0;
  let isData = false;
  let rest: Buffer | undefined;

  /** Reads the head of a message; gives the place of its content. */
  function beginMessage(chunk: Buffer, at: number): number {
    const kind = chunk[at];
    const content = at + HEAD_BYTES;
    isData = false;
    if (kind === ERROR_RESPONSE) rest = chunk.subarray(at);
    else if (content > chunk.length) {
      begun = chunk.subarray(at);
      return chunk.length;
    } else {
      missing = chunk.readUInt32BE(at + 1) - LENGTH_BYTES;
      isData = kind === COPY_DATA;
      if (kind === COPY_DONE) rest = chunk.subarray(content);
    }
    return content;
  }

  /** Moves rows to `to`, as far as the chunk has them; gives the place behind them. */
  function moveContent(chunk: Buffer, to: number, at: number): number {
    const end = Math.min(chunk.length, at + missing);
    if (isData) chunk.copyWithin(to, at, end);
    missing -= end - at;
    return end;
  }

  return (next) => {
    const chunk = begun.length === 0 ? next : Buffer.concat([begun, next]);
    begun = NOTHING;
    let filled = 0;
    let at = 0;
    while (at < chunk.length && rest === undefined) {
      if (missing === 0) at = beginMessage(chunk, at);
      const end = moveContent(chunk, filled, at);
      if (isData) filled += end - at;
      at = end;
    }
    return { bytes: chunk.subarray(0, filled), rest };
  };
}
