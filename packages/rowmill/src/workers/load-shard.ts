import { type ContentDigest, copy, openTupleTable, type TupleTable } from '@rowmill/core/kernels';
import { FRAME_HEAD } from '../postgres/copy-sender.ts';
import { openSession, type Session } from '../postgres/session.ts';
import {
  copyFailure,
  framed,
  type RowSender,
  startCopy,
} from '../targets/postgres/copy-connection.ts';
import { createCopyDigest } from '../targets/postgres/copy-digest.ts';
import {
  beginDelivery,
  commitDelivery,
  type DeliveredRows,
} from '../targets/postgres/deliveries.ts';
import { type Control, openControl } from './control.ts';
import type { LoadShardJob, RowOrigin } from './jobs.ts';
import { MESSAGE_BYTES, sendPieces } from './load-table.ts';
import { openShardRows } from './shard-rows.ts';

/** The connection of this worker, for the shards of one place. Opening one costs as much as thousands of rows. */
let connected: { readonly place: string; readonly session: Session } | undefined;

/** The table that this worker has opened, for its shards that follow. */
let opened: { readonly id: string; readonly tuples: OpenTuples } | undefined;

/** Loads one shard into one table, unless it has arrived there before. */
export async function loadShard(job: LoadShardJob): Promise<DeliveredRows> {
  const { load, delivery } = job;
  const control = openControl(job.control);
  const session = await sessionOf(job);
  try {
    const before = await beginDelivery(session, delivery);
    if (before !== undefined) {
      control.addProgress(before.rows, 0);
      return before;
    }
    const sender = await startCopy(session, load);
    const sent = await sendRows(job, sender, control);
    await sender.finish(sent.rows);
    await commitDelivery(session, delivery, sent);
    return sent;
  } catch (error) {
    // Rolls back: the server ends what an ended connection had begun.
    session.destroy();
    connected = undefined;
    opened = undefined;
    throw error;
  }
}

async function sessionOf({ load }: LoadShardJob): Promise<Session> {
  const place = JSON.stringify(load.address);
  if (connected?.place === place) return connected.session;
  await connected?.session.close();
  connected = undefined;
  const session = await openSession(load.address, copyFailure(load));
  session.onLost(() => {
    if (connected?.session === session) connected = undefined;
  });
  connected = { place, session };
  return session;
}

async function sendRows(
  job: LoadShardJob,
  sender: RowSender,
  control: Control,
): Promise<ContentDigest> {
  const { origin, load } = job;
  return load.format === 'binary' && origin.kind === 'program'
    ? sendTuples(job, origin, sender, control)
    : sendLines(job, sender, control);
}

async function sendTuples(
  { id, load, range }: LoadShardJob,
  { program }: Extract<RowOrigin, { kind: 'program' }>,
  sender: RowSender,
  control: Control,
): Promise<ContentDigest> {
  if (opened?.id !== id) {
    opened = undefined;
    opened = { id, tuples: await openTuples(program, load) };
  }
  const { tuples } = opened;
  await sendPieces(tuples.table.pieces(range), sender, control);
  return tuples.takeDigest();
}

interface OpenTuples {
  readonly table: TupleTable;
  /** Of the rows since it was asked for last. */
  takeDigest(): ContentDigest;
}

async function openTuples(
  program: Extract<RowOrigin, { kind: 'program' }>['program'],
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
