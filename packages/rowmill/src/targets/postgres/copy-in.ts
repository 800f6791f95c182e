import type { ContentDigest } from '@rowmill/core/engine';
import { framed, openCopyConnection } from './copy-connection.ts';
import { createCopyDigest } from './copy-digest.ts';
import type { PostgresLoadJob } from './load-job.ts';

/** One connection that loads rows as text into one table. Several may load the same table at once. */
export interface CopyIn {
  /** COPY text lines, cut anywhere. The bytes are the caller's again as soon as the promise resolves. */
  write(bytes: Uint8Array): Promise<void>;
  /** Commits. The digest is of everything written; sum those of all loaders for {@link TableDigest}. */
  close(): Promise<ContentDigest>;
  /** Rolls back: no row of this connection stays. Safe after a failure and after `close`. */
  abort(): Promise<void>;
}

/**
 * Opens a connection and begins COPY. Works in a worker thread.
 *
 * @throws TargetError when the server cannot be reached or refuses; so do the methods, when it
 * refuses a row or goes away.
 */
export async function openCopy(job: PostgresLoadJob): Promise<CopyIn> {
  const connection = await openCopyConnection(job);
  const digest = createCopyDigest(job.columns, 'rowmill');
  let done: ContentDigest | undefined;
  return {
    async write(bytes) {
      digest.add(bytes);
      await connection.send(framed(bytes));
    },
    async close() {
      if (done !== undefined) return done;
      const written = digest.finish();
      await connection.close(written.rows);
      done = written;
      return done;
    },
    abort: () => connection.abort(),
  };
}
