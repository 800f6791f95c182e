import { type ContentDigest, copy, mergeDigests } from '@rowmill/core/kernels';
import { openCopy } from '../targets/postgres/copy-in.ts';
import { openControl } from './control.ts';
import type { LoadTableJob } from './jobs.ts';
import { openShardRows } from './shard-rows.ts';

/** Batches of one COPY: long enough to keep the server busy, short enough to share a table between workers. */
const SHARDS_AT_ONCE = 16;

/** Loads the shards that this worker claims over one connection; gives the digest of what it sent. */
export async function loadTable({
  origin,
  load,
  control: buffer,
}: LoadTableJob): Promise<ContentDigest> {
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
