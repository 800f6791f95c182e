import { closeSync, openSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { partText } from '@rowmill/core/kernels';
import { type Control, openControl } from './control.ts';
import { textForm } from './forms.ts';
import type { FormatChoice, RowOrigin, WritePartsJob } from './jobs.ts';
import { openShardRows, type ShardRows } from './shard-rows.ts';
import { GZIP_BATCHES } from './write-file.ts';
import { writeFully } from './write-fully.ts';
import { writeParquet } from './write-parquet.ts';

/** Writes the parts that this worker claims, each a whole file. */
export async function writeParts({
  origin,
  format,
  paths,
  firstRow,
  partRows,
  control: buffer,
}: WritePartsJob): Promise<void> {
  const control = openControl(buffer);
  for (let part = control.claim(); part < paths.length; part = control.claim()) {
    const path = paths[part] as string;
    const start = firstRow + part * partRows;
    const range = { firstRow: start, rowCount: Math.min(partRows, rowCountOf(origin) - start) };
    if (format.name === 'parquet') await writeParquet(origin, format, path, control, range);
    else await writePart(origin, format, path, range, control);
  }
}

function rowCountOf(origin: RowOrigin): number {
  return origin.kind === 'program' ? origin.program.rowCount : origin.rowCount;
}

async function writePart(
  origin: RowOrigin,
  format: FormatChoice,
  path: string,
  range: PartRange,
  control: Control,
): Promise<void> {
  const form = textForm(format);
  const rows = await openShardRows(origin, form);
  const around = partText(rows.program, form, range.rowCount);
  const file = openSync(path, 'w');
  let position = 0;
  const put = (bytes: Uint8Array): void => {
    position += writeFully(file, bytes, position);
  };
  try {
    if (format.gzip === true) await writeMembers(rows, range, around, put, control);
    else await writeSlice(rows, range, { ...around, startsPart: true }, put, control);
    control.addProgress(0, position);
  } finally {
    closeSync(file);
  }
}

interface PartRange {
  readonly firstRow: number;
  readonly rowCount: number;
}

type Put = (bytes: Uint8Array) => void;

/** Compresses a part as gzip members of a fixed number of rows. */
async function writeMembers(
  rows: ShardRows,
  { firstRow, rowCount }: PartRange,
  { header, footer }: { header: string; footer: string },
  put: Put,
  control: Control,
): Promise<void> {
  const memberRows = rows.shardRows * GZIP_BATCHES;
  const members = Math.max(1, Math.ceil(rowCount / memberRows));
  for (let member = 0; member < members; member++) {
    const from = member * memberRows;
    const slice = { firstRow: firstRow + from, rowCount: Math.min(memberRows, rowCount - from) };
    const around = {
      header: member === 0 ? header : '',
      footer: member === members - 1 ? footer : '',
      startsPart: member === 0,
    };
    const pieces: Buffer[] = [];
    await writeSlice(rows, slice, around, (bytes) => pieces.push(Buffer.from(bytes)), control);
    put(gzipSync(Buffer.concat(pieces)));
  }
}

async function writeSlice(
  rows: ShardRows,
  { firstRow, rowCount }: PartRange,
  { header, footer, startsPart }: { header: string; footer: string; startsPart: boolean },
  put: (bytes: Uint8Array) => unknown,
  control: Control,
): Promise<void> {
  const take = (bytes: Uint8Array): void => void put(bytes);
  take(Buffer.from(header));
  if (rowCount > 0) {
    await rows.write({ firstRow, rowCount, startsPart }, take, (_byteCount, batchRows) => {
      if (control.isAborted()) throw control.aborted();
      control.addProgress(batchRows, 0);
    });
  }
  take(Buffer.from(footer));
}
