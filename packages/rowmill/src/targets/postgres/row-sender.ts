import { TUPLES_HEADER, TUPLES_TRAILER } from '@rowmill/core/kernels';
import { TargetError } from '../../errors.ts';
import { describeAddress } from '../../postgres/address.ts';
import { type CopySender, createCopySender, FRAME_HEAD } from '../../postgres/copy-sender.ts';
import type { Fail, Session } from '../../postgres/session.ts';
import type { PostgresLoadJob } from './load-job.ts';
import { copyIn } from './table-statements.ts';

/** Rows on their way into one table, over a connection that does other things before and after. */
export interface RowSender {
  /**
   * Sends rows in the format of the job, cut anywhere. The first {@link FRAME_HEAD} bytes are overwritten; all of them
   * are the caller's again when the promise resolves.
   */
  send(frame: Uint8Array): Promise<void>;
  /** Ends COPY. @throws TargetError when the server has stored another number of rows */
  finish(rows: number): Promise<void>;
}

/**
 * Begins COPY on a connection. Works in a worker thread. Who calls it off ends the connection, and the server rolls
 * back.
 *
 * @throws {@link TargetError} when the server refuses; so do the methods, when it refuses a row or goes away.
 */
export async function startCopy(session: Session, job: PostgresLoadJob): Promise<RowSender> {
  const { schema, table, columns, format } = job;
  const sender = session.submit(createCopySender(copyIn(schema, table, columns, format)));
  const failure = watchFailure(session, sender);
  const isBinary = format === 'binary';
  const send = (frame: Uint8Array): Promise<void> => failure.orElse(sender.send(frame));
  if (isBinary) await send(framed(TUPLES_HEADER));
  return {
    send,
    async finish(rows) {
      if (isBinary) await send(framed(TUPLES_TRAILER));
      const stored = await failure.orElse(sender.finish());
      if (stored === rows) return;
      throw session.explain(new Error(`${rows} rows were sent and ${stored} arrived - run again`));
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
