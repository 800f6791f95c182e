import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { mergeDigests } from '@rowmill/core/engine';
import type { StageContext } from '../ports.ts';
import { UNFINISHED } from '../stores/directory-store.ts';
import type { StoredTable } from '../stores/manifest.ts';
import type { S3LoadJob } from '../targets/target.ts';
import { extensionOf } from '../workers/forms.ts';
import type { RowOrigin } from '../workers/jobs.ts';
import { partName } from '../workers/part-name.ts';
import { writeTablePart } from '../workers/write-table.ts';
import { type DeliveryFile, deliveryFileName } from './delivery-file.ts';
import type { OpenTarget } from './open-environments.ts';
import type { Shard } from './shards.ts';

type RowsOfShard = Shard & { readonly rowCount: number };

/**
 * Writes a shard to a file of this machine and makes it a part of its table in a bucket. It is on disk in between: Parquet
 * has to be, and what S3 asks for again after a failure need not be made again.
 */
export async function deliverPart(
  {
    delivery,
    receiver,
    stored,
    origin,
  }: {
    readonly delivery: RowsOfShard;
    readonly receiver: OpenTarget;
    readonly stored: StoredTable;
    readonly origin: RowOrigin;
  },
  job: S3LoadJob,
  { files, pool, signal }: StageContext,
  onProgress: (progress: { rows: number; bytes: number }) => void,
): Promise<DeliveryFile> {
  const { table, shard, rowCount } = delivery;
  const own = `${deliveryFileName(receiver.record.delivery, table, shard)}.${randomBytes(6).toString('hex')}`;
  const path = files.localPath(`${own}${UNFINISHED}`);
  const range = { firstRow: origin.kind === 'program' ? delivery.firstRow : 0, rowCount };
  try {
    await writeTablePart(origin, job.format, path, range, { pool, signal, onProgress });
    const { uploadPart } = await import('../targets/s3/upload-part.ts');
    const name = partName(shard, extensionOf(job.format));
    const part = await uploadPart(job, { name, path });
    return { rows: rowCount, digest: digestOf(stored, delivery), part };
  } finally {
    await rm(path, { force: true });
  }
}

/** Shards are whole parts of the store. */
function digestOf({ parts }: StoredTable, { firstRow, rowCount }: RowsOfShard): string {
  const own = parts.filter(
    (part) => part.firstRow >= firstRow && part.firstRow < firstRow + rowCount,
  );
  return mergeDigests(own).digest;
}
