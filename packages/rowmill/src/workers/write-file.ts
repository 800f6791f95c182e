import { closeSync, openSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { partText } from '@rowmill/core/kernels';
import { type Control, openControl } from './control.ts';
import { textForm } from './forms.ts';
import type { WriteFileJob } from './jobs.ts';
import { openShardRows, type ShardRows } from './shard-rows.ts';
import { writeFully } from './write-fully.ts';
import { writeParquet } from './write-parquet.ts';

/** Batches that make one gzip member: members end at fixed rows, so that bytes do not depend on workers. */
export const GZIP_BATCHES = 4;

/** Writes the shards of one ordered file that this worker claims. The file exists already. */
export async function writeFile({
  origin,
  format,
  path,
  control: buffer,
}: WriteFileJob): Promise<void> {
  const control = openControl(buffer);
  if (format.name === 'parquet') {
    if (control.claim() === 0) await writeParquet(origin, path, control);
    return;
  }
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

/** Takes space in the file batch by batch, before the bytes are written: workers write side by side. */
const writePlain: WriteRange = async (
  rows,
  range,
  { header, footer },
  { shard, file, control },
) => {
  let position = 0;
  let headerBytes: Uint8Array | undefined = Buffer.from(header);
  const footerBytes = Buffer.from(footer);
  const put = (bytes: Uint8Array): void => {
    position += writeFully(file, bytes, position);
  };
  const take = (byteCount: number, last: boolean): void => {
    const extra = (headerBytes?.length ?? 0) + (last ? footerBytes.length : 0);
    position = control.takeSpace(shard, byteCount + extra, last);
    control.addProgress(0, byteCount + extra);
    if (headerBytes !== undefined) put(headerBytes);
    headerBytes = undefined;
  };
  if (range.rowCount === 0) take(0, true);
  else await rows.write(range, put, (byteCount, _rows, last) => take(byteCount, last));
  put(footerBytes);
};

const writeZipped: WriteRange = async (
  rows,
  range,
  { header, footer },
  { shard, file, control },
) => {
  const pieces: Buffer[] = [Buffer.from(header)];
  if (range.rowCount > 0)
    await rows.write(
      range,
      (bytes) => void pieces.push(Buffer.from(bytes)),
      () => {},
    );
  pieces.push(Buffer.from(footer));
  const zipped = gzipSync(Buffer.concat(pieces));
  writeFully(file, zipped, control.takeSpace(shard, zipped.length, true));
  control.addProgress(0, zipped.length);
};
