import { closeSync, openSync, writeSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { partText } from '@rowmill/core/kernels';
import { type ChunkRows, openChunkRows } from './chunk-rows.ts';
import { type Control, openControl } from './control.ts';
import { textForm } from './forms.ts';
import type { FormatChoice, RowOrigin, WriteFileJob, WritePartsJob } from './jobs.ts';
import { writeParquet } from './write-parquet.ts';

/** Batches that make one gzip member: members end at fixed rows, so that bytes do not depend on workers. */
const GZIP_BATCHES = 4;

/** Writes the chunks of one ordered file that this worker claims. The file exists already. */
export async function writeFile({ origin, format, path, control: buffer }: WriteFileJob): Promise<void> {
  const control = openControl(buffer);
  if (format.name === 'parquet') {
    if (control.claim() === 0) await writeParquet(origin, path, control);
    return;
  }
  const form = textForm(format);
  const rows = await openChunkRows(origin, form);
  const { header, footer } = partText(rows.program, form, rows.rowCount);
  const chunkRows = format.gzip === true ? rows.chunkRows * GZIP_BATCHES : rows.chunkRows;
  const chunkCount = Math.max(1, Math.ceil(rows.rowCount / chunkRows));
  const file = openSync(path, 'r+');
  try {
    for (let chunk = control.claim(); chunk < chunkCount; chunk = control.claim()) {
      const firstRow = chunk * chunkRows;
      const rowCount = Math.min(chunkRows, rows.rowCount - firstRow);
      const around = { header: chunk === 0 ? header : '', footer: chunk === chunkCount - 1 ? footer : '' };
      const write = format.gzip === true ? writeZipped : writePlain;
      await write(rows, { firstRow, rowCount, startsPart: chunk === 0 }, around, { chunk, file, control });
      control.addProgress(rowCount, 0);
    }
  } finally {
    closeSync(file);
  }
}

type WriteRange = (
  rows: ChunkRows,
  range: { firstRow: number; rowCount: number; startsPart: boolean },
  around: { header: string; footer: string },
  place: { chunk: number; file: number; control: Control },
) => Promise<void>;

/** Takes space in the file batch by batch, before the bytes are written: workers write side by side. */
const writePlain: WriteRange = async (rows, range, { header, footer }, { chunk, file, control }) => {
  let position = 0;
  let headerBytes: Uint8Array | undefined = Buffer.from(header);
  const footerBytes = Buffer.from(footer);
  const put = (bytes: Uint8Array): void => {
    position += writeFully(file, bytes, position);
  };
  const take = (byteCount: number, last: boolean): void => {
    const extra = (headerBytes?.length ?? 0) + (last ? footerBytes.length : 0);
    position = control.takeSpace(chunk, byteCount + extra, last);
    control.addProgress(0, byteCount + extra);
    if (headerBytes !== undefined) put(headerBytes);
    headerBytes = undefined;
  };
  if (range.rowCount === 0) take(0, true);
  else await rows.write(range, put, (byteCount, _rows, last) => take(byteCount, last));
  put(footerBytes);
};

const writeZipped: WriteRange = async (rows, range, { header, footer }, { chunk, file, control }) => {
  const pieces: Buffer[] = [Buffer.from(header)];
  if (range.rowCount > 0) await rows.write(range, (bytes) => void pieces.push(Buffer.from(bytes)), () => {});
  pieces.push(Buffer.from(footer));
  const zipped = gzipSync(Buffer.concat(pieces));
  writeFully(file, zipped, control.takeSpace(chunk, zipped.length, true));
  control.addProgress(0, zipped.length);
};

/** `write` may take less than it is given, on a full disk before it fails. */
export function writeFully(file: number, bytes: Uint8Array, position: number): number {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done, position + done);
  return done;
}

/** Writes the parts that this worker claims, each a whole file. */
export async function writeParts({ origin, format, paths, partRows, control: buffer }: WritePartsJob): Promise<void> {
  const control = openControl(buffer);
  for (let part = control.claim(); part < paths.length; part = control.claim()) {
    const path = paths[part] as string;
    const range = { firstRow: part * partRows, rowCount: Math.min(partRows, rowCountOf(origin) - part * partRows) };
    if (format.name === 'parquet') await writeParquet(origin, path, control, range);
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
  { firstRow, rowCount }: { firstRow: number; rowCount: number },
  control: Control,
): Promise<void> {
  const form = textForm(format);
  const rows = await openChunkRows(origin, form);
  const { header, footer } = partText(rows.program, form, rowCount);
  const file = openSync(path, 'w');
  let position = 0;
  const put = (bytes: Uint8Array): void => {
    position += writeFully(file, bytes, position);
  };
  const zip = format.gzip === true;
  const memberRows = zip ? rows.chunkRows * GZIP_BATCHES : Math.max(1, rowCount);
  try {
    for (let from = 0; from === 0 || from < rowCount; from += memberRows) {
      const count = Math.min(memberRows, rowCount - from);
      const pieces: Buffer[] = [];
      const take = zip ? (bytes: Uint8Array) => void pieces.push(Buffer.from(bytes)) : put;
      if (from === 0) take(Buffer.from(header));
      if (count > 0) {
        await rows.write({ firstRow: firstRow + from, rowCount: count, startsPart: from === 0 }, take, (_bytes, batchRows) => {
          if (control.isAborted()) throw control.aborted();
          control.addProgress(batchRows, 0);
        });
      }
      if (from + count === rowCount) take(Buffer.from(footer));
      if (zip) put(gzipSync(Buffer.concat(pieces)));
    }
    control.addProgress(0, position);
  } finally {
    closeSync(file);
  }
}
