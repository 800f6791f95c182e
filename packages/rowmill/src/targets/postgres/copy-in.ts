import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContentDigest } from '@rowmill/core/engine';
import { TargetError } from '../../errors.ts';
import { describeAddress } from '../../postgres/address.ts';
import { quoteIdentifier, quoteIdentifiers } from '../../postgres/identifiers.ts';
import { type Fail, openSession, type Session } from '../../postgres/session.ts';
import { createCopyDigest } from './copy-digest.ts';
import type { PostgresLoadJob } from './load-job.ts';

/** How long the server may take to acknowledge that a load was called off. */
const ABORT_PATIENCE_MS = 2000;

/** One connection that loads rows into one table. Several may load the same table at once. */
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
 * @throws {@link TargetError} when the server cannot be reached or refuses; so do the methods, when it
 * refuses a row or goes away.
 */
export async function openCopy(job: PostgresLoadJob): Promise<CopyIn> {
  const session = await openSession(job.address, failOf(job));
  const stream = session.submit(session.driver.copyFrom(copyStatement(job)));
  const failure = watchFailure(session, stream);
  const digest = createCopyDigest(job.columns, 'rowmill');
  let done: ContentDigest | undefined;

  return {
    async write(bytes) {
      digest.add(bytes);
      // The driver may hold on to a chunk after it has asked for the next one.
      const owned = Buffer.from(bytes);
      await failure.orElse((resolve) => stream.write(owned, () => resolve(undefined)));
    },
    async close() {
      if (done !== undefined) return done;
      await failure.orElse((resolve) => {
        stream.once('finish', () => resolve(undefined));
        stream.end();
      });
      const written = digest.finish();
      const { rowCount: rows } = stream;
      if (rows !== written.rows) {
        throw session.explain(
          new Error(`${written.rows} rows were sent and ${rows} arrived - run again`),
        );
      }
      done = written;
      await session.close();
      return done;
    },
    async abort() {
      if (done === undefined && !failure.hasFailed()) {
        const ended = new Promise<void>((resolve) => stream.once('close', resolve));
        stream.destroy();
        await Promise.race([ended, sleep(ABORT_PATIENCE_MS, undefined, { ref: false })]);
      }
      session.destroy();
    },
  };
}

function copyStatement({ schema, table, columns }: PostgresLoadJob): string {
  const names = quoteIdentifiers(columns.map(({ name }) => name));
  return `COPY ${quoteIdentifier(schema)}.${quoteIdentifier(table)} (${names}) FROM STDIN`;
}

function failOf({ address, table }: PostgresLoadJob): Fail {
  const target = `postgres ${describeAddress(address)}`;
  return (problem, options) => new TargetError(target, `load of "${table}": ${problem}`, options);
}

interface FailureWatch {
  hasFailed(): boolean;
  /** Settles with the work, or rejects with the first failure if that comes before. */
  orElse<Result>(work: (resolve: (result: Result) => void) => void): Promise<Result>;
}

/** A failed COPY answers no write any more, so whoever waits for one has to hear of the failure. */
function watchFailure(session: Session, stream: Writable): FailureWatch {
  let failed: Error | undefined;
  let reject: ((error: Error) => void) | undefined;
  const fail = (error: Error) => {
    failed ??= error;
    reject?.(failed);
    session.destroy();
  };
  // The server's own words come through the stream; they say more than the broken connection after them.
  stream.on('error', (error) => fail(session.explain(error)));
  session.onLost((error) => setImmediate(() => fail(error)));
  return {
    hasFailed: () => failed !== undefined,
    orElse: (work) =>
      new Promise((resolve, rejectWork) => {
        if (failed !== undefined) {
          rejectWork(failed);
          return;
        }
        reject = rejectWork;
        work((result) => {
          reject = undefined;
          resolve(result);
        });
      }),
  };
}
