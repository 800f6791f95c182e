import { type ContentDigest, copy, mergeDigests } from '@rowmill/core/kernels';
import { openCopy } from '../targets/postgres/copy-in.ts';
import { openChunkRows } from './chunk-rows.ts';
import { openControl } from './control.ts';
import type { LoadTableJob } from './jobs.ts';

/** Batches of one COPY: long enough to keep the server busy, short enough to share a table between workers. */
const CHUNKS_AT_ONCE = 16;

/** Loads the chunks that this worker claims over one connection; gives the digest of what it sent. */
export async function loadTable({
  origin,
  load,
  control: buffer,
}: LoadTableJob): Promise<ContentDigest> {
  const control = openControl(buffer);
  const rows = await openChunkRows(origin, copy);
  const chunkRows = rows.chunkRows * CHUNKS_AT_ONCE;
  const chunkCount = Math.ceil(rows.rowCount / chunkRows);
  let chunk = control.claim();
  if (chunk >= chunkCount) return mergeDigests([]);
  const connection = await openCopy(load);
  try {
    for (; chunk < chunkCount; chunk = control.claim()) {
      const firstRow = chunk * chunkRows;
      const rowCount = Math.min(chunkRows, rows.rowCount - firstRow);
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
