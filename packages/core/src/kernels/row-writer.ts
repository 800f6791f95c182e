import { CellTooLargeError } from '../errors.ts';
import { BATCH_ROWS } from '../model/batch.ts';
import type { ConcatPart } from './concat.ts';
import type { TextBuffer } from './frame.ts';
import { type Memory, OVERSHOOT } from './memory.ts';
import {
  copyExact,
  type Placed,
  SHORT_LITERAL,
  scatterExact,
  scatterLiteral,
  scatterLiteralExact,
  scatterText,
  scatterTextAnd,
} from './scatter.ts';

/** Receives bytes that are valid until it returns. */
export type WriteBytes = (bytes: Uint8Array) => void;

/** Cells of one length that are written straight into rows, without text of their own first. */
export interface DirectCells {
  readonly fixedLength: number;
  scatter(view: DataView, cursor: Int32Array, from: number, to: number): void;
}

/** Cells whose parts are put together only in the row. */
export interface CellParts {
  readonly parts: readonly ConcatPart[];
}

/** Cells of one column: views, what writes itself, or parts. */
export type RowCells = TextBuffer | DirectCells | CellParts;

/** The text of a row that is not cells. */
export interface RowLiterals {
  /** Before the first row of a part, the first of a group, any other. */
  readonly starts: readonly Placed[];
  /** `between[c]` stands before cell `c`; the last one ends the row. */
  readonly between: readonly Placed[];
}

/** Puts cells and literals together to rows. */
export interface RowWriter {
  /**
   * Takes the cells of a batch and gives the number of bytes that its rows will take.
   *
   * @throws CellTooLargeError when a row does not fit into a piece
   */
  prepare(
    cells: readonly RowCells[],
    rowCount: number,
    firstRow: number,
    starts: Uint8Array,
  ): number;
  /** Writes the rows of the batch that was prepared last. */
  write(write: WriteBytes): void;
}

/** Rows that are put together at once: few enough that their bytes stay in a core's own cache. */
const BLOCK_ROWS = 1024;

interface Prepared {
  cells: readonly RowCells[];
  rowCount: number;
  starts: Uint8Array;
}

export function createRowWriter(
  memory: Memory,
  pieceStart: number,
  pieceBytes: number,
  literals: RowLiterals,
): RowWriter {
  const pieceEnd = pieceStart + pieceBytes - OVERSHOOT;
  const rowLength = new Int32Array(BATCH_ROWS);
  const cursor = new Int32Array(BATCH_ROWS);
  const hasStarts = literals.starts.some(({ length }) => length > 0);
  const fixedLength = literals.between.reduce((sum, { length }) => sum + length, 0);
  const prepared: Prepared = { cells: [], rowCount: 0, starts: new Uint8Array() };
  let shortest: number[] = [];

  return {
    prepare(cells, rowCount, firstRow, starts) {
      Object.assign(prepared, { cells, rowCount, starts });
      rowLength.fill(fixedLength, 0, rowCount);
      if (hasStarts)
        for (let i = 0; i < rowCount; i++) rowLength[i]! += literals.starts[starts[i]!]!.length;
      shortest = cells.map((column) => addLengths(rowLength, column, rowCount));
      return sumOrRefuse(rowLength, rowCount, firstRow, pieceEnd - pieceStart);
    },
    write(write) {
      const { rowCount } = prepared;
      const exactFrom = firstExact(literals.between, shortest);
      let at = pieceStart;
      for (let from = 0; from < rowCount; ) {
        const limit = Math.min(rowCount, from + BLOCK_ROWS);
        const { to, end } = placeRows(rowLength, cursor, from, limit, at, pieceEnd);
        if (to > from) writeBlock(memory.view, cursor, prepared, literals, exactFrom, from, to);
        if (to < limit) write(memory.bytes.subarray(pieceStart, end));
        at = to < limit ? pieceStart : end;
        from = to;
      }
      if (at > pieceStart) write(memory.bytes.subarray(pieceStart, at));
    },
  };
}

/** Writes some rows column by column. Texts from index `exactFrom` on (literals even, cells odd) end exactly. */
function writeBlock(
  view: DataView,
  cursor: Int32Array,
  { cells, starts }: Prepared,
  literals: RowLiterals,
  exactFrom: number,
  from: number,
  to: number,
): void {
  if (literals.starts.some(({ length }) => length > 0)) {
    scatterStarts(view, cursor, literals.starts, starts, from, to);
  }
  let isWritten = false;
  for (let c = 0; c <= cells.length; c++) {
    const literal = literals.between[c]!;
    if (!isWritten) writePart(view, cursor, { literal }, 2 * c >= exactFrom, from, to);
    const column = cells[c];
    if (column === undefined) return;
    const isExact = 2 * c + 1 >= exactFrom;
    const following = literals.between[c + 1]!;
    isWritten = 2 * c + 2 < exactFrom && 'address' in column && following.length <= SHORT_LITERAL;
    if ('fixedLength' in column) column.scatter(view, cursor, from, to);
    else if ('parts' in column) {
      for (const part of column.parts) writePart(view, cursor, part, isExact, from, to);
    } else if (isWritten) scatterTextAnd(view, cursor, column, following, from, to);
    else writePart(view, cursor, { text: column }, isExact, from, to);
  }
}

function writePart(
  view: DataView,
  cursor: Int32Array,
  part: ConcatPart,
  isExact: boolean,
  from: number,
  to: number,
): void {
  if ('text' in part) (isExact ? scatterExact : scatterText)(view, cursor, part.text, from, to);
  else (isExact ? scatterLiteralExact : scatterLiteral)(view, cursor, part.literal, from, to);
}

/** Adds the lengths of a column to those of the rows; gives the shortest. */
function addLengths(rowLength: Int32Array, cells: RowCells, rowCount: number): number {
  if ('fixedLength' in cells) return addLength(rowLength, cells.fixedLength, rowCount);
  if ('address' in cells) return addViewLengths(rowLength, cells.length, rowCount);
  let shortest = 0;
  for (const part of cells.parts) {
    shortest +=
      'text' in part
        ? addViewLengths(rowLength, part.text.length, rowCount)
        : addLength(rowLength, part.literal.length, rowCount);
  }
  return shortest;
}

function addLength(rowLength: Int32Array, length: number, rowCount: number): number {
  for (let i = 0; i < rowCount; i++) rowLength[i]! += length;
  return length;
}

function addViewLengths(rowLength: Int32Array, length: Int32Array, rowCount: number): number {
  let shortest = 2147483647;
  for (let i = 0; i < rowCount; i++) {
    const size = length[i]!;
    rowLength[i]! += size;
    shortest = Math.min(shortest, size);
  }
  return shortest;
}

function sumOrRefuse(
  rowLength: Int32Array,
  rowCount: number,
  firstRow: number,
  limit: number,
): number {
  let total = 0;
  for (let i = 0; i < rowCount; i++) {
    const size = rowLength[i]!;
    if (size > limit) throw new CellTooLargeError(firstRow + i, limit);
    total += size;
  }
  return total;
}

/** Lays rows one behind the other into the piece, as many as fit. */
function placeRows(
  rowLength: Int32Array,
  cursor: Int32Array,
  from: number,
  limit: number,
  start: number,
  end: number,
): { to: number; end: number } {
  let at = start;
  let to = from;
  while (to < limit && at + rowLength[to]! <= end) {
    cursor[to] = at;
    at += rowLength[to]!;
    to++;
  }
  return { to, end: at };
}

/**
 * Index of the first text of a row (literals even, cells odd) that fewer than 16 bytes follow: from there on, writing
 * beyond its end would reach into the next row.
 */
function firstExact(between: readonly Placed[], shortest: readonly number[]): number {
  let following = 0;
  for (let index = 2 * shortest.length; index >= 0; index--) {
    if (following >= OVERSHOOT) return index + 1;
    following += index % 2 === 0 ? between[index / 2]!.length : shortest[(index - 1) / 2]!;
  }
  return 0;
}

/** Row starts are at the very beginning of a row: what they overshoot into is written later. */
function scatterStarts(
  view: DataView,
  cursor: Int32Array,
  texts: readonly Placed[],
  starts: Uint8Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const { address, length } = texts[starts[i]!]!;
    copyExact(view, cursor[i]!, address, length);
    cursor[i]! += length;
  }
}
