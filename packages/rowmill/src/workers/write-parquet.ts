import { closeSync, openSync } from 'node:fs';
import { openBatchTable, openParquetFile, openTextRows } from '@rowmill/core/kernels';
import { readStoredRows } from '../stores/stored-rows.ts';
import type { Control } from './control.ts';
import type { RowOrigin } from './jobs.ts';
import { writeFully } from './write-fully.ts';

const SLICE_ROWS = 8192;

/** Writes a range of rows as one Parquet file. */
export async function writeParquet(
  origin: RowOrigin,
  path: string,
  control: Control,
  { firstRow, rowCount } = {
    firstRow: 0,
    rowCount: origin.kind === 'program' ? origin.program.rowCount : origin.rowCount,
  },
): Promise<void> {
  const descriptor = openSync(path, 'w');
  let position = 0;
  const put = (bytes: Uint8Array): void => {
    position += writeFully(descriptor, bytes, position);
    control.addProgress(0, bytes.length);
  };
  const progress = (rows: number): void => {
    if (control.isAborted()) throw control.aborted();
    control.addProgress(rows, 0);
  };
  try {
    if (origin.kind === 'program')
      await computed(origin.program, { firstRow, rowCount }, put, progress);
    else await stored(origin, { firstRow, rowCount }, put, progress);
  } finally {
    closeSync(descriptor);
  }
}

type Put = (bytes: Uint8Array) => void;
interface Range {
  readonly firstRow: number;
  readonly rowCount: number;
}

async function computed(
  program: Extract<RowOrigin, { kind: 'program' }>['program'],
  range: Range,
  put: Put,
  progress: (rows: number) => void,
): Promise<void> {
  const table = await openBatchTable(program);
  const file = openParquetFile(
    program.columns.map(({ name, type, valid }) => ({ name, type, nullable: valid !== null })),
    put,
  );
  table.read({ ...range, startsPart: true }, (batch) => {
    file.add(batch);
    progress(batch.rowCount);
  });
  file.finish();
}

async function stored(
  origin: Extract<RowOrigin, { kind: 'stored' }>,
  range: Range,
  put: Put,
  progress: (rows: number) => void,
): Promise<void> {
  const { columns } = origin;
  const encoder = openTextRows(origin.table, columns);
  const file = openParquetFile(
    columns.map(({ name, nullable }) => ({ name, type: { kind: 'string' }, nullable })),
    put,
  );
  const end = range.firstRow + range.rowCount;
  let row = 0;
  for await (const rows of readStoredRows(origin.files, columns)) {
    const from = Math.max(0, range.firstRow - row);
    const wanted = rows.slice(from, Math.max(from, end - row));
    for (let at = 0; at < wanted.length; at += SLICE_ROWS) {
      encoder.encode(wanted.slice(at, at + SLICE_ROWS), row + from + at, false, (batch) => {
        file.add({
          ...batch,
          columns: batch.columns.map((column) => ({ ...column, type: { kind: 'string' } })),
        });
        progress(batch.rowCount);
      });
    }
    row += rows.length;
    if (row >= end) break;
  }
  file.finish();
}
