import type { Duplex } from 'node:stream';
import type { Connection, Submittable } from 'pg';

/** Bytes before the content of a message: its kind and its length (PostgreSQL manual, "Message Formats"). */
export const FRAME_HEAD = 5;
const COPY_DATA = 0x64;
const COPY_DONE = 0x63;

/**
 * The client's side of `COPY ... FROM STDIN` (PostgreSQL manual, "COPY Operations"). Writes messages straight to the
 * connection: a message of many rows is handed to the system as it lies in memory.
 */
export interface CopySender extends Submittable {
  /**
   * Sends the bytes behind the first {@link FRAME_HEAD} as one message. They belong to the connection until the
   * promise resolves, which it does when the system has taken them all. Never settles after a failure.
   */
  send(frame: Uint8Array): Promise<void>;
  /** Ends the load; gives the number of rows that the server has stored. Never settles after a failure. */
  finish(): Promise<number>;
  /** Calls with whatever the server refuses, and with a connection that is lost. */
  onError(listener: (error: Error) => void): void;
}

/** What the driver tells whoever has submitted a query. */
interface QueryHandlers {
  callback(): void;
  handleCopyInResponse(): void;
  handleCommandComplete(message: { readonly text: string }): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
}

export function createCopySender(statement: string): CopySender {
  const started = deferred<Duplex>();
  const done = deferred<number>();
  const refused = deferred<Error>();
  let stream: Duplex | undefined;
  let rows = -1;
  const write = async (frame: Uint8Array): Promise<void> => {
    const connection = await started.promise;
    await new Promise<void>((resolve) => {
      // A write that fails is told as the loss of the connection, in words of the driver.
      connection.write(frame, (error) => {
        if (error == null) resolve();
      });
    });
  };
  const handlers: QueryHandlers = {
    // The driver wraps it when a time limit for queries is set, and expects it to be called at the end.
    callback: () => undefined,
    handleCopyInResponse() {
      if (stream !== undefined) started.resolve(stream);
    },
    handleCommandComplete({ text }) {
      rows = Number(/^COPY (\d+)/.exec(text)?.[1] ?? -1);
    },
    handleReadyForQuery() {
      handlers.callback();
      done.resolve(rows);
    },
    handleError(error) {
      handlers.callback();
      refused.resolve(error);
    },
  };
  return Object.assign(handlers, {
    submit(connection: Connection) {
      stream = connection.stream as Duplex;
      // The driver's types lack what it does with a query: the text of a simple query.
      (connection as unknown as { query(text: string): void }).query(statement);
    },
    send(frame: Uint8Array) {
      setHead(frame, COPY_DATA);
      return write(frame);
    },
    async finish() {
      await write(emptyMessage(COPY_DONE));
      return done.promise;
    },
    onError(listener: (error: Error) => void) {
      void refused.promise.then(listener);
    },
  });
}

interface Deferred<Value> {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
}

function deferred<Value>(): Deferred<Value> {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function emptyMessage(kind: number): Uint8Array {
  const frame = new Uint8Array(FRAME_HEAD);
  setHead(frame, kind);
  return frame;
}

/** The length counts itself and the content. */
function setHead(frame: Uint8Array, kind: number): void {
  const view = new DataView(frame.buffer, frame.byteOffset, FRAME_HEAD);
  view.setUint8(0, kind);
  view.setUint32(1, frame.length - 1);
}
