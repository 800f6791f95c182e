import { closeSync, openSync } from 'node:fs';
import {
  type Batch,
  GROUP_ROWS,
  openBatchTable,
  openParquetFile,
  openRowGroups,
  openTextRows,
  PARQUET_MAGIC,
  type PageSpace,
  type ParquetColumn,
  type PlacedGroup,
  parquetFooter,
} from '@rowmill/core/kernels';
import { readStoredRows } from '../stores/stored-rows.ts';
import { type Control, openControl } from './control.ts';
import type { FormatChoice, RowOrigin, WriteFileJob } from './jobs.ts';
import { pageOptions } from './parquet-codec.ts';
import { writeFully } from './write-fully.ts';

const SLICE_ROWS = 8192;

interface Range {
  readonly firstRow: number;
  readonly rowCount: number;
}

/** Writes a range of rows as a Parquet file of its own. */
export async function writeParquet(
  origin: RowOrigin,
  { compression }: FormatChoice,
  path: string,
  control: Control,
  range: Range,
): Promise<void> {
  const rows = await openRows(origin);
  const descriptor = openSync(path, 'w');
  let position = 0;
  try {
    const put = (bytes: Uint8Array): void => {
      position += writeFully(descriptor, bytes, position);
      control.addProgress(0, bytes.length);
    };
    const options = { space: rows.space, ...pageOptions(compression) };
    const file = openParquetFile(rows.columns, put, options);
    await rows.read(range, watched(control, file.add));
    file.finish();
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Writes the shards of one Parquet file that this worker claims: rows that make whole row groups. Each is encoded
 * while others write, and written when all before it are in the file. Its begin goes with the first one, its footer is
 * left to {@link finishParquet}.
 */
export async function writeRowGroups({
  origin,
  format,
  path,
  control: buffer,
}: WriteFileJob): Promise<PlacedGroup[]> {
  const control = openControl(buffer);
  const rowCount = rowCountOf(origin);
  // Stored rows are read in one go, by one worker.
  const shardRows = origin.kind === 'program' ? GROUP_ROWS : Math.max(1, rowCount);
  const shardCount = Math.max(1, Math.ceil(rowCount / shardRows));
  const shards = openShardFile(path, control);
  let shard = control.claim();
  if (shard >= shardCount) return [];
  const rows = await openRows(origin);
  const groups = openRowGroups(
    rows.columns,
    rows.space,
    pageOptions(format.compression),
    shards.put,
  );
  try {
    for (; shard < shardCount; shard = control.claim()) {
      shards.open(shard);
      const firstRow = shard * shardRows;
      const range = { firstRow, rowCount: Math.min(shardRows, rowCount - firstRow) };
      await rows.read(range, watched(control, groups.add));
      groups.finish();
      shards.close();
    }
    return shards.groups;
  } finally {
    shards.end();
  }
}

/** One file that several workers write in turn. */
function openShardFile(path: string, control: Control) {
  const file = openSync(path, 'r+');
  const groups: PlacedGroup[] = [];
  let shard = 0;
  let position: number | undefined;
  const takeTurn = (): number => {
    if (position !== undefined) return position;
    position = control.beginTurn(shard);
    if (shard === 0) position += write(PARQUET_MAGIC, position);
    return position;
  };
  const write = (bytes: Uint8Array, at: number): number => {
    control.addProgress(0, bytes.length);
    return writeFully(file, bytes, at);
  };
  return {
    groups,
    open(next: number): void {
      shard = next;
      position = undefined;
    },
    put(group: Omit<PlacedGroup, 'position'>, pieces: readonly Uint8Array[]): void {
      const start = takeTurn();
      groups.push({ ...group, position: start });
      let at = start;
      for (const piece of pieces) at += write(piece, at);
      position = at;
    },
    close(): void {
      control.endTurn(shard, takeTurn());
    },
    end: () => closeSync(file),
  };
}

/** Writes the footer behind all row groups. Gives the size of the file. */
export function finishParquet(
  origin: RowOrigin,
  path: string,
  groups: readonly PlacedGroup[],
): number {
  const inOrder = groups.toSorted((one, other) => one.position - other.position);
  const last = inOrder.at(-1);
  const end =
    last === undefined
      ? PARQUET_MAGIC.length
      : last.chunks.reduce((sum, { storedSize }) => sum + storedSize, last.position);
  const footer = parquetFooter(columnsOf(origin), inOrder);
  const file = openSync(path, 'r+');
  try {
    return end + writeFully(file, footer, end);
  } finally {
    closeSync(file);
  }
}

function watched(control: Control, add: (batch: Batch) => void): (batch: Batch) => void {
  return (batch) => {
    if (control.isAborted()) throw control.aborted();
    add(batch);
    control.addProgress(batch.rowCount, 0);
  };
}

function rowCountOf(origin: RowOrigin): number {
  return origin.kind === 'program' ? origin.program.rowCount : origin.rowCount;
}

function columnsOf(origin: RowOrigin): ParquetColumn[] {
  return origin.kind === 'program'
    ? origin.program.columns.map(({ name, type, valid }) => ({
        name,
        type,
        nullable: valid !== null,
      }))
    : origin.columns.map(({ name, nullable }) => ({ name, type: { kind: 'string' }, nullable }));
}

/** Rows of one origin as batches, and where their pages can be put together. */
interface BatchRows {
  readonly columns: readonly ParquetColumn[];
  readonly space: PageSpace;
  read(range: Range, use: (batch: Batch) => void): Promise<void>;
}

async function openRows(origin: RowOrigin): Promise<BatchRows> {
  const columns = columnsOf(origin);
  if (origin.kind === 'stored') return { columns, ...storedRows(origin) };
  const table = await openBatchTable(origin.program);
  return {
    columns,
    space: table.pages(),
    read: async (range, use) => table.read({ ...range, startsPart: true }, use),
  };
}

function storedRows({
  table,
  columns,
  files,
}: Extract<RowOrigin, { kind: 'stored' }>): Omit<BatchRows, 'columns'> {
  const encoder = openTextRows(table, columns);
  const useTexts =
    (use: (batch: Batch) => void) =>
    (batch: Batch): void =>
      use({
        ...batch,
        columns: batch.columns.map((column) => ({ ...column, type: { kind: 'string' } })),
      });
  return {
    space: encoder.pages(),
    async read({ firstRow, rowCount }, use) {
      const end = firstRow + rowCount;
      let row = 0;
      for await (const rows of readStoredRows(files, columns)) {
        const from = Math.max(0, firstRow - row);
        const wanted = rows.slice(from, Math.max(from, end - row));
        for (let at = 0; at < wanted.length; at += SLICE_ROWS) {
          const slice = wanted.slice(at, at + SLICE_ROWS);
          encoder.encode(slice, row + from + at, false, useTexts(use));
        }
        row += rows.length;
        if (row >= end) break;
      }
    },
  };
}
