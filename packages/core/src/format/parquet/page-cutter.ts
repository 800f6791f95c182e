import type { Batch, BatchColumn, Vector } from '../../model/batch.ts';
import { GROUP_ROWS, PAGE_COLUMN_BYTES, PAGE_ROWS, PAGE_TEXT_BYTES } from './limits.ts';
import type { PageRows } from './page.ts';
import type { PageSpace } from './page-space.ts';
import { openStage } from './stage.ts';

export interface PageCutter {
  add(batch: Batch): void;
  /** Hands on what still waits, and starts anew. */
  finish(): void;
}

/**
 * Cuts batches into pages, which end at rows that follow from the rows alone, wherever batches end. Rows of a
 * batch that lies in the memory of the space and holds a whole page are handed on where they are; all others wait in
 * the space until their page is complete.
 */
export function openPageCutter(space: PageSpace, use: (page: PageRows) => void): PageCutter {
  const stage = openStage(space);
  let fileRows = 0;

  const flush = (): void => {
    if (stage.rowCount() > 0) use(stage.take());
  };
  /** Takes rows of one page, and gives how many it took. */
  const addRows = (batch: Batch, from: number, isNear: boolean): number => {
    const isEmpty = stage.rowCount() === 0;
    const limit = Math.min(PAGE_ROWS - stage.rowCount(), GROUP_ROWS - (fileRows % GROUP_ROWS));
    const room = { rows: limit, textBytes: stage.textBytes(), isEmpty };
    const { rows, isFull } = rowsThatFit(batch, from, room, isNear ? space : undefined);
    const page = { columns: batch.columns, from, rowCount: rows, firstRow: batch.firstRow };
    const isWhole = isNear && isFull && isEmpty;
    if (isWhole) use(page);
    else stage.add(batch, from, rows, isNear);
    if (isFull) flush();
    return rows;
  };
  return {
    add(batch) {
      const isNear = liesIn(batch, space.memory.buffer);
      for (let from = 0; from < batch.rowCount; ) {
        const rows = addRows(batch, from, isNear);
        from += rows;
        fileRows += rows;
      }
    },
    finish() {
      flush();
      fileRows = 0;
    },
  };
}

/** Whether kernels that work on a memory can reach all cells of a batch. */
function liesIn({ bytes, columns }: Batch, memory: ArrayBufferLike): boolean {
  return (
    bytes.buffer === memory &&
    columns.every(({ vector, valid }) => {
      const cells = cellsOf(vector);
      return cells.buffer === memory && (valid === undefined || valid.buffer === memory);
    })
  );
}

function cellsOf(vector: Vector): ArrayBufferView {
  if (vector.kind === 'text') return vector.address;
  return vector.kind === 'uuid' ? vector.words : vector.values;
}

interface Room {
  readonly rows: number;
  /** Text that the page already has, by column. */
  readonly textBytes: Float64Array;
  readonly isEmpty: boolean;
}

/** @param space where the cells lie, if kernels can reach them */
function rowsThatFit(
  { columns, rowCount }: Batch,
  from: number,
  room: Room,
  space: PageSpace | undefined,
): { rows: number; isFull: boolean } {
  const rows = Math.min(rowCount - from, room.rows);
  const sums = columns.map(
    (column, c) => (room.textBytes[c] as number) + textBytes(column, from, rows, space),
  );
  if (roomLeft(sums) > 0) return { rows, isFull: rows === room.rows };
  return { rows: rowsUntilFull(columns, from, rows, room), isFull: true };
}

/** Rows before the one that brings the text above a limit, or with the one that brings it there; an empty page takes one. */
function rowsUntilFull(
  columns: readonly BatchColumn[],
  from: number,
  rows: number,
  { textBytes: before, isEmpty }: Room,
): number {
  const sums = before.slice();
  for (let row = 0; row < rows; row++) {
    for (const [c, column] of columns.entries())
      sums[c] = (sums[c] as number) + textBytes(column, from + row, 1, undefined);
    const left = roomLeft(sums);
    if (left < 0) return isEmpty && row === 0 ? 1 : row;
    if (left === 0) return row + 1;
  }
  return rows;
}

/** Bytes until the first limit is reached. */
function roomLeft(sums: ArrayLike<number>): number {
  let total = 0;
  let largest = 0;
  for (let c = 0; c < sums.length; c++) {
    const bytes = sums[c] as number;
    total += bytes;
    if (bytes > largest) largest = bytes;
  }
  return Math.min(PAGE_TEXT_BYTES - total, PAGE_COLUMN_BYTES - largest);
}

/** Bytes of text in some rows of a column, nulls left out. */
function textBytes(
  { vector, valid }: BatchColumn,
  from: number,
  rows: number,
  space: PageSpace | undefined,
): number {
  if (vector.kind !== 'text') return 0;
  const { length } = vector;
  if (space !== undefined) {
    const flags = valid === undefined ? 0 : valid.byteOffset + from;
    return space.kernels.sumLengths(length.byteOffset + 4 * from, flags, rows);
  }
  let sum = 0;
  for (let i = from; i < from + rows; i++) {
    if (valid === undefined || valid[i] !== 0) sum += length[i] as number;
  }
  return sum;
}
