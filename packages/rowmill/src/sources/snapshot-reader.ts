import type { SourceRows } from './source.ts';

/** A connection to a database that holds one snapshot. */
export interface SnapshotSession {
  /** Cuts the connection at once. */
  destroy(): void;
  close(): Promise<void>;
}

/** How rows come out of a session. */
export interface SnapshotReaderOptions<Session extends SnapshotSession> {
  /** Already open: what a plan was made from and the first rows come from one snapshot. */
  readonly opened: Session;
  open(): Promise<Session>;
  read(session: Session): AsyncIterable<SourceRows>;
  fail(problem: string): Error;
}

export interface SnapshotReader<Session> {
  /** All rows, from the first one on; one reader at a time. */
  rows(signal?: AbortSignal): AsyncGenerator<SourceRows>;
  /** The session of the snapshot. @throws what `fail` makes when it is closed */
  session(): Promise<Session>;
  /** Safe to call twice, and while rows are being read. */
  close(): Promise<void>;
}

/** Reads rows by a session that is kept from one reading to the next, so that all see one snapshot. */
export function createSnapshotReader<Session extends SnapshotSession>({
  opened,
  open,
  read,
  fail,
}: SnapshotReaderOptions<Session>): SnapshotReader<Session> {
  let kept: Session | undefined = opened;
  let isReading = false;
  let isClosed = false;

  const session = async (): Promise<Session> => {
    if (isClosed) throw fail('it is closed');
    // Whoever stopped early has cut the connection, and gets a snapshot of a later moment.
    kept ??= await open();
    return kept;
  };

  async function* rows(signal?: AbortSignal): AsyncGenerator<SourceRows> {
    if (isReading) throw fail('its rows are being read already - open it once more');
    const reader = await session();
    isReading = true;
    let isWhole = false;
    const cut = () => reader.destroy();
    signal?.addEventListener('abort', cut);
    try {
      signal?.throwIfAborted();
      for await (const batch of read(reader)) {
        yield batch;
        signal?.throwIfAborted();
      }
      isWhole = true;
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', cut);
      if (!isWhole) {
        reader.destroy();
        kept = undefined;
      }
      isReading = false;
    }
  }

  return {
    rows,
    session,
    async close() {
      isClosed = true;
      if (isReading) kept?.destroy();
      else await kept?.close();
    },
  };
}
