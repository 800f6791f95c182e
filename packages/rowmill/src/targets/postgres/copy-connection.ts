import { setTimeout as sleep } from 'node:timers/promises';
import { TUPLES_HEADER, TUPLES_TRAILER } from '@rowmill/core/kernels';
import { TargetError } from '../../errors.ts';
import { describeAddress } from '../../postgres/address.ts';
import { type CopySender, createCopySender, FRAME_HEAD } from '../../postgres/copy-sender.ts';
import { type Fail, openSession, type Session } from '../../postgres/session.ts';
import type { PostgresLoadJob } from './load-job.ts';
import { copyIn } from './table-statements.ts';

/** How long the server may take to acknowledge that a load was called off. */
const ABORT_PATIENCE_MS = 2000;

/** One connection in the middle of COPY into one table. Several may load the same table at once. */
export interface CopyConnection {
  /**
   * Sends rows in the format of the job, cut anywhere. The first {@link FRAME_HEAD} bytes are overwritten; all of them
   * are the caller's again when the promise resolves.
   */
  send(frame: Uint8Array): Promise<void>;
  /** Commits. @throws TargetError when the server has stored another number of rows */
  close(rows: number): Promise<void>;
  /** Rolls back: no row of this connection stays. Safe after a failure and after `close`. */
  abort(): Promise<void>;
}

/** Rows on their way into one table, over a connection that does other things before and after. */
export interface RowSender {
  /** See {@link CopyConnection.send}. */
  send(frame: Uint8Array): Promise<void>;
  /** Ends COPY. @throws TargetError when the server has stored another number of rows */
  finish(rows: number): Promise<void>;
  /** Asks the server to roll back, if there is anything to. */
  cancel(): Promise<void>;
}

/** Begins COPY on a connection. Works in a worker thread. */
export async function startCopy(session: Session, job: PostgresLoadJob): Promise<RowSender> {
  const { schema, table, columns, format } = job;
  const sender = session.submit(createCopySender(copyIn(schema, table, columns, format)));
  const failure = watchFailure(session, sender);
  const isBinary = format === 'binary';
  const send = (frame: Uint8Array): Promise<void> => failure.orElse(sender.send(frame));
  /** Nothing is left that could be called off. */
  let ended = false;
  if (isBinary) await send(framed(TUPLES_HEADER));
  return {
    send,
    async finish(rows) {
      if (isBinary) await send(framed(TUPLES_TRAILER));
      const stored = await failure.orElse(sender.finish());
      ended = true;
      if (stored === rows) return;
      throw session.explain(new Error(`${rows} rows were sent and ${stored} arrived - run again`));
    },
    async cancel() {
      if (ended || failure.hasFailed()) return;
      await Promise.race([sender.cancel(), sleep(ABORT_PATIENCE_MS, undefined, { ref: false })]);
    },
  };
}

/**
 * Opens a connection and begins COPY. Works in a worker thread.
 *
 * @throws {@link TargetError} when the server cannot be reached or refuses; so do the methods, when it
 * refuses a row or goes away.
 */
export async function openCopyConnection(job: PostgresLoadJob): Promise<CopyConnection> {
  const session = await openSession(job.address, copyFailure(job));
  const sender = await startCopy(session, job);
  let closed = false;
  return {
    send: sender.send,
    async close(rows) {
      if (closed) return;
      await sender.finish(rows);
      closed = true;
      await session.close();
    },
    async abort() {
      await sender.cancel();
      session.destroy();
    },
  };
}

/** The bytes with room for the head of their message. */
export function framed(bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(FRAME_HEAD + bytes.length);
  frame.set(bytes, FRAME_HEAD);
  return frame;
}

/** Makes the errors of a load. */
export function copyFailure({ address, table }: PostgresLoadJob): Fail {
  const target = `postgres ${describeAddress(address)}`;
  return (problem, options) => new TargetError(target, `load of "${table}": ${problem}`, options);
}

interface FailureWatch {
  hasFailed(): boolean;
  /** Settles with the work, or rejects with the first failure if that comes before. */
  orElse<Result>(work: Promise<Result>): Promise<Result>;
}

/** After a failure nothing that was sent is answered any more, so whoever waits has to hear of the failure. */
function watchFailure(session: Session, sender: CopySender): FailureWatch {
  let failed: Error | undefined;
  const waiting = new Set<(error: Error) => void>();
  const fail = (error: Error): void => {
    failed ??= error;
    for (const reject of waiting) reject(failed);
    waiting.clear();
    session.destroy();
  };
  // The server's own words say more than the broken connection after them.
  sender.onError((error) => fail(session.explain(error)));
  session.onLost((error) => setImmediate(() => fail(error)));
  return {
    hasFailed: () => failed !== undefined,
    orElse: (work) =>
      new Promise((resolve, reject) => {
        if (failed !== undefined) {
          reject(failed);
          return;
        }
        waiting.add(reject);
        void work.then((result) => {
          waiting.delete(reject);
          resolve(result);
        });
      }),
  };
}
