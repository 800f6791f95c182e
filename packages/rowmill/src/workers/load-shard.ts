import {
  type ContentDigest,
  copy,
  openTupleTable,
  type Program,
  type TupleTable,
} from '@rowmill/core/kernels';
import { FRAME_HEAD } from '../postgres/copy-sender.ts';
import { openSession, type Session } from '../postgres/session.ts';
import { createCopyDigest } from '../targets/postgres/copy-digest.ts';
import {
  beginDelivery,
  commitDelivery,
  type DeliveredRows,
} from '../targets/postgres/deliveries.ts';
import { copyFailure, framed, type RowSender, startCopy } from '../targets/postgres/row-sender.ts';
import { type Control, openControl } from './control.ts';
import type { LoadShardJob } from './jobs.ts';
import { MESSAGE_BYTES, sendPieces } from './send-pieces.ts';
import { openShardRows } from './shard-rows.ts';

/** Loads shards into databases, one after the other. */
export interface ShardLoader {
  /** Loads one shard into one table, unless it has arrived there before. */
  load(job: LoadShardJob): Promise<DeliveredRows>;
}

/** Keeps what the shards that follow have use for: the connection to one place, and the table that is opened. */
export function createShardLoader(): ShardLoader {
  const sessions = keepSession();
  const tables = keepTuples();
  return {
    async load(job) {
      const { load, delivery } = job;
      const control = openControl(job.control);
      const session = await sessions.of(job);
      try {
        const before = await beginDelivery(session, delivery);
        if (before !== undefined) {
          control.addProgress(before.rows, 0);
          return before;
        }
        const sender = await startCopy(session, load);
        const sent = await sendRows(job, sender, control, tables);
        await sender.finish(sent.rows);
        await commitDelivery(session, delivery, sent);
        return sent;
      } catch (error) {
        // Rolls back: the server ends what an ended connection had begun.
        session.destroy();
        sessions.forget();
        tables.forget();
        throw error;
      }
    },
  };
}

interface KeptSession {
  of(job: LoadShardJob): Promise<Session>;
  forget(): void;
}

/** The connection for the shards of one place. Opening one costs as much as thousands of rows. */
function keepSession(): KeptSession {
  let kept: { readonly place: string; readonly session: Session } | undefined;
  return {
    async of({ load }) {
      const place = JSON.stringify(load.address);
      if (kept?.place === place) return kept.session;
      await kept?.session.close();
      kept = undefined;
      const session = await openSession(load.address, copyFailure(load));
      session.onLost(() => {
        if (kept?.session === session) kept = undefined;
      });
      kept = { place, session };
      return session;
    },
    forget() {
      kept = undefined;
    },
  };
}

interface KeptTuples {
  of(job: LoadShardJob, program: Program): Promise<OpenTuples>;
  forget(): void;
}

/** The table that is opened, for its shards that follow. */
function keepTuples(): KeptTuples {
  let kept: { readonly id: string; readonly tuples: OpenTuples } | undefined;
  return {
    async of({ id, load }, program) {
      if (kept?.id === id) return kept.tuples;
      kept = undefined;
      const tuples = await openTuples(program, load);
      kept = { id, tuples };
      return tuples;
    },
    forget() {
      kept = undefined;
    },
  };
}

async function sendRows(
  job: LoadShardJob,
  sender: RowSender,
  control: Control,
  tables: KeptTuples,
): Promise<ContentDigest> {
  const { origin, load, range } = job;
  if (load.format !== 'binary' || origin.kind !== 'program') return sendLines(job, sender, control);
  const { table, takeDigest } = await tables.of(job, origin.program);
  await sendPieces(table.pieces(range), sender, control);
  return takeDigest();
}

interface OpenTuples {
  readonly table: TupleTable;
  /** Of the rows since it was asked for last. */
  takeDigest(): ContentDigest;
}

async function openTuples(
  program: Program,
  { kinds, digestOf, columns }: LoadShardJob['load'],
): Promise<OpenTuples> {
  const newLines = () => (digestOf === 'lines' ? createCopyDigest(columns, 'rowmill') : undefined);
  let lines = newLines();
  const table = await openTupleTable(program, {
    kinds,
    headRoom: FRAME_HEAD,
    pieceBytes: MESSAGE_BYTES,
    ...(lines !== undefined && {
      lines: { form: copy, write: (bytes: Uint8Array) => lines?.add(bytes) },
    }),
  });
  return {
    table,
    takeDigest() {
      const tuples = table.takeDigest();
      const digest = lines?.finish() ?? tuples;
      lines = newLines();
      return digest;
    },
  };
}

async function sendLines(
  { origin, load, range }: LoadShardJob,
  sender: RowSender,
  control: Control,
): Promise<ContentDigest> {
  const rows = await openShardRows(origin, copy);
  const digest = createCopyDigest(load.columns, 'rowmill');
  await rows.write(
    { ...range, startsPart: false },
    (bytes) => {
      digest.add(bytes);
      return sender.send(framed(bytes));
    },
    (byteCount, batchRows) => {
      if (control.isAborted()) throw control.aborted();
      control.addProgress(batchRows, byteCount);
    },
  );
  return digest.finish();
}
