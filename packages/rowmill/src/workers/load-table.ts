import {
  BATCH_ROWS,
  type ContentDigest,
  copy,
  mergeDigests,
  openTupleTable,
  type TuplePiece,
} from '@rowmill/core/kernels';
import { FRAME_HEAD } from '../postgres/copy-sender.ts';
import { type CopyConnection, openCopyConnection } from '../targets/postgres/copy-connection.ts';
import { createCopyDigest } from '../targets/postgres/copy-digest.ts';
import { openCopy } from '../targets/postgres/copy-in.ts';
import { type Control, openControl } from './control.ts';
import type { LoadTableJob, RowOrigin } from './jobs.ts';
import { openShardRows } from './shard-rows.ts';

/** Batches of one COPY: long enough to keep the server busy, short enough to share a table between workers. */
const SHARDS_AT_ONCE = 16;
/** Rows of such a shard where they are computed. */
const SHARD_ROWS = SHARDS_AT_ONCE * BATCH_ROWS;
/** One message: large enough for few system calls, small enough to stay in a core's cache on its way. */
export const MESSAGE_BYTES = 1 << 18;

/** Loads the shards that this worker claims over one connection; gives the digest of what it sent. */
export async function loadTable(job: LoadTableJob): Promise<ContentDigest> {
  const { origin, load } = job;
  if (load.format === 'binary' && origin.kind === 'program') return loadTuples(job, origin);
  return loadLines(job);
}

async function loadTuples(
  { load, control: buffer }: LoadTableJob,
  { program }: Extract<RowOrigin, { kind: 'program' }>,
): Promise<ContentDigest> {
  const control = openControl(buffer);
  const shardCount = Math.ceil(program.rowCount / SHARD_ROWS);
  let shard = control.claim();
  if (shard >= shardCount) return mergeDigests([]);
  const { kinds, digestOf, columns } = load;
  const lines = digestOf === 'lines' ? createCopyDigest(columns, 'rowmill') : undefined;
  const table = await openTupleTable(program, {
    kinds,
    headRoom: FRAME_HEAD,
    pieceBytes: MESSAGE_BYTES,
    ...(lines !== undefined && {
      lines: { form: copy, write: (bytes: Uint8Array) => lines.add(bytes) },
    }),
  });
  const connection = await openCopyConnection(load);
  try {
    for (; shard < shardCount; shard = control.claim()) {
      const firstRow = shard * SHARD_ROWS;
      const rowCount = Math.min(SHARD_ROWS, program.rowCount - firstRow);
      await sendPieces(table.pieces({ firstRow, rowCount }), connection, control);
    }
    const sent = table.digest();
    await connection.close(sent.rows);
    return lines?.finish() ?? sent;
  } catch (error) {
    await connection.abort();
    throw error;
  }
}

/** Sends one piece while the next one is made. */
export async function sendPieces(
  pieces: Iterable<TuplePiece>,
  connection: Pick<CopyConnection, 'send'>,
  control: Control,
): Promise<void> {
  let sending = Promise.resolve();
  for (const { bytes, rowCount } of pieces) {
    await sending;
    if (control.isAborted()) throw control.aborted();
    sending = connection.send(bytes);
    // A failure while a piece is made is met at the next await, not by the process.
    sending.catch(() => undefined);
    control.addProgress(rowCount, bytes.length - FRAME_HEAD);
  }
  await sending;
}

async function loadLines({ origin, load, control: buffer }: LoadTableJob): Promise<ContentDigest> {
  const control = openControl(buffer);
  const rows = await openShardRows(origin, copy);
  const shardRows = rows.shardRows * SHARDS_AT_ONCE;
  const shardCount = Math.ceil(rows.rowCount / shardRows);
  let shard = control.claim();
  if (shard >= shardCount) return mergeDigests([]);
  const connection = await openCopy(load);
  try {
    for (; shard < shardCount; shard = control.claim()) {
      const firstRow = shard * shardRows;
      const rowCount = Math.min(shardRows, rows.rowCount - firstRow);
      await rows.write(
        { firstRow, rowCount, startsPart: false },
        (bytes) => connection.write(bytes),
        (byteCount, batchRows) => {
          if (control.isAborted()) throw control.aborted();
          control.addProgress(batchRows, byteCount);
        },
      );
    }
    return await connection.close();
  } catch (error) {
    await connection.abort();
    throw error;
  }
}
