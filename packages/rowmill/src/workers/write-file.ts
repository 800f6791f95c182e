import { closeSync, openSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type PlacedGroup, partText } from '@rowmill/core/kernels';
import { type Control, openControl } from './control.ts';
import { textForm } from './forms.ts';
import type { WriteFileJob } from './jobs.ts';
import { openShardRows, type ShardRows } from './shard-rows.ts';
import { writeFully } from './write-fully.ts';
import { writeRowGroups } from './write-parquet.ts';

/** Batches that make one gzip member: members end at fixed rows, so that bytes do not depend on workers. */
export const GZIP_BATCHES = 4;

/**
 * Writes the shards of one ordered file that this worker claims. The file exists already. Of a Parquet file, gives
 * the row groups that it wrote: their footer is still to follow.
 */
export async function writeFile(job: WriteFileJob): Promise<readonly PlacedGroup[] | undefined> {
  if (job.format.name === 'parquet') return writeRowGroups(job);
  await writeText(job);
  return undefined;
}

async function writeText({ origin, format, path, control: buffer }: WriteFileJob): Promise<void> {
  const control = openControl(buffer);
  const form = textForm(format);
  const rows = await openShardRows(origin, form);
  const { header, footer } = partText(rows.program, form, rows.rowCount);
  const shardRows = format.gzip === true ? rows.shardRows * GZIP_BATCHES : rows.shardRows;
  const shardCount = Math.max(1, Math.ceil(rows.rowCount / shardRows));
  const file = openSync(path, 'r+');
  try {
    for (let shard = control.claim(); shard < shardCount; shard = control.claim()) {
      const firstRow = shard * shardRows;
      const rowCount = Math.min(shardRows, rows.rowCount - firstRow);
      const around = {
        header: shard === 0 ? header : '',
        footer: shard === shardCount - 1 ? footer : '',
      };
      const write = format.gzip === true ? writeZipped : writePlain;
      await write(rows, { firstRow, rowCount, startsPart: shard === 0 }, around, {
        shard,
        file,
        control,
      });
      control.addProgress(rowCount, 0);
    }
  } finally {
    closeSync(file);
  }
}

type WriteRange = (
  rows: ShardRows,
  range: { firstRow: number; rowCount: number; startsPart: boolean },
  around: { header: string; footer: string },
  place: { shard: number; file: number; control: Control },
) => Promise<void>;

/** Makes rows while others write, and writes when all shards before are in the file. */
const writePlain: WriteRange = async (rows, range, { header, footer }, place) => {
  const { shard, file, control } = place;
  let start: number | undefined;
  let position = 0;
  const put = (bytes: Uint8Array): void => {
    if (start === undefined) {
      start = control.beginTurn(shard);
      position = start + writeFully(file, Buffer.from(header), start);
    }
    position += writeFully(file, bytes, position);
  };
  if (range.rowCount > 0) await rows.write(range, put, () => {});
  put(Buffer.from(footer));
  control.endTurn(shard, position);
  control.addProgress(0, position - (start ?? position));
};

const writeZipped: WriteRange = async (rows, range, { header, footer }, place) => {
  const { shard, file, control } = place;
  const pieces: Buffer[] = [Buffer.from(header)];
  const keep = (bytes: Uint8Array): void => void pieces.push(Buffer.from(bytes));
  if (range.rowCount > 0) await rows.write(range, keep, () => {});
  pieces.push(Buffer.from(footer));
  const zipped = gzipSync(Buffer.concat(pieces));
  const start = control.beginTurn(shard);
  control.endTurn(shard, start + writeFully(file, zipped, start));
  control.addProgress(0, zipped.length);
};
