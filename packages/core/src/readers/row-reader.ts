import { BATCH_ROWS, Escapes } from '../model/batch.ts';
import { openFastReaders } from '../wasm/readers-kernels.ts';
import { PLAN } from './plan.ts';
import type { ReadRows } from './put-row.ts';
import type { ReadBatch, ReadColumn, RowFault } from './read-batch.ts';
import { Tags } from './read-batch.ts';
import { clearRow, type ReaderFrame } from './reader-frame.ts';

/** `more`: no whole row is left - give more bytes; the end of the file when there are none. `stuck`: see `rest`. */
export type NextBatch = ReadBatch | 'more' | 'stuck';

/** Takes the bytes of a file and gives its rows in batches. */
export interface RowReader {
  /** Where the next bytes go. Ends the life of the last batch. Empty when the reader is stuck. */
  free(): Uint8Array;
  /** So many bytes of {@link RowReader.free} have been filled. */
  filled(byteCount: number): void;
  /** No more bytes will come. */
  end(): void;
  /** The next rows, at most `limit`, as far as they are there. Fill all there is room for before. */
  next(limit?: number): NextBatch;
  /** The bytes that are left, when one row alone fills all room: another reader has to go on with them. */
  rest(): { readonly bytes: Uint8Array; readonly line: number };
}

/** What the exact path finds at the start of the bytes that are left. */
export type ExactRow =
  | 'more'
  /** A line without a row. */
  | { readonly kind: 'none'; readonly byteLength: number; readonly lines: number }
  /** Cells are in their columns. */
  | {
      readonly kind: 'row';
      readonly rawLength: number;
      readonly byteLength: number;
      readonly lines: number;
    }
  | {
      readonly kind: 'odd';
      readonly rawLength: number;
      readonly byteLength: number;
      readonly lines: number;
      readonly fault?: RowFault;
    };

/** A format: a kernel for what is regular, and an exact path for what is not. */
export interface RowFormat {
  /** Gives the kernel its END: the bytes reach up to `to`. */
  setEnd(to: number): void;
  readonly read: ReadRows;
  /** Puts the cells of the row at `at` into their columns, one by one. `to` is where the bytes of the file end. */
  readExactly(row: number, at: number, to: number, isLast: boolean): ExactRow;
}

const LINE_FEED = 0x0a;

/** @param firstLine number of the line that the first bytes belong to */
export function openRowReader(
  frame: ReaderFrame,
  format: RowFormat,
  names: readonly string[],
  firstLine: number,
): RowReader {
  const { memory, block, plan } = frame;
  const { bytes } = memory;
  const columns = columnsOf(frame, names);
  const makeValid = openValid(frame);
  let line = firstLine;
  let firstRow = 0;
  let to = block.start;
  let isLast = false;
  /** Where the file's own bytes end: before a line feed that it lacked. */
  let fileEnd = block.start;

  const compact = (): void => {
    const at = plan.get(PLAN.POSITION);
    if (at === block.start) return;
    bytes.copyWithin(block.start, at, to);
    to -= at - block.start;
    plan.set(PLAN.POSITION, block.start);
  };

  const fill = (limit: number, faults: Map<number, RowFault>) => {
    let oddRows = 0;
    let row = 0;
    for (;;) {
      row = format.read(row, limit);
      if (row === limit) break;
      const at = plan.get(PLAN.POSITION);
      if (at >= fileEnd) break;
      clearRow(frame, row);
      const found = format.readExactly(row, at, fileEnd, isLast);
      if (found === 'more') break;
      if (found.kind !== 'none') {
        place(frame, row, at, found.rawLength);
        if (found.kind === 'odd') {
          clearRow(frame, row);
          frame.sound[row] = 0;
          oddRows += 1;
          if (found.fault) faults.set(row, found.fault);
        }
        row += 1;
      }
      plan.set(PLAN.POSITION, at + found.byteLength);
      plan.set(PLAN.LINE, plan.get(PLAN.LINE) + found.lines);
      if (row === limit) break;
    }
    return { rowCount: row, oddRows };
  };

  return {
    free() {
      compact();
      return bytes.subarray(to, block.end);
    },
    filled(byteCount) {
      to += byteCount;
      fileEnd = to;
    },
    end() {
      isLast = true;
      fileEnd = to;
      if (to > plan.get(PLAN.POSITION) && bytes[to - 1] !== LINE_FEED) bytes[to++] = LINE_FEED;
    },
    next(limit = BATCH_ROWS) {
      plan.set(PLAN.HEAP, frame.heapStart);
      plan.set(PLAN.LINE, 0);
      frame.sound.fill(1);
      format.setEnd(to);
      const faults = new Map<number, RowFault>();
      const { rowCount, oddRows } = fill(Math.min(limit, BATCH_ROWS), faults);
      const batchLine = line;
      line += plan.get(PLAN.LINE);
      if (rowCount === 0)
        return to - plan.get(PLAN.POSITION) < block.end - block.start ? 'more' : 'stuck';
      makeValid(rowCount);
      const batch = { firstRow, rowCount, columns, bytes, oddRows, faults, firstLine: batchLine };
      firstRow += rowCount;
      const { raw, sound, wide, lines } = frame;
      return { ...batch, raw, sound, wide, lines };
    },
    rest: () => ({ bytes: bytes.slice(plan.get(PLAN.POSITION), fileEnd), line }),
  };
}

/** A row of the exact path: where it lies, and that little is known of it. */
function place(
  { raw, lines, wide, plan }: ReaderFrame,
  row: number,
  at: number,
  length: number,
): void {
  raw.address[row] = at;
  raw.length[row] = length;
  lines[row] = plan.get(PLAN.LINE);
  wide[row] = 1;
}

function columnsOf(frame: ReaderFrame, names: readonly string[]): readonly ReadColumn[] {
  return frame.columns.map(({ address, length, tags, valid }, index) => ({
    name: names[index] as string,
    type: { kind: 'string' },
    vector: { kind: 'text', address, length, escapes: Escapes.any },
    valid,
    tags,
  }));
}

/** Derives `valid` from the tags of all columns. */
function openValid({ memory, columns }: ReaderFrame): (rowCount: number) => void {
  const fast = openFastReaders(memory);
  if (fast !== undefined) {
    return (rowCount) => {
      for (const { tags, valid } of columns)
        fast.markValid(tags.byteOffset, valid.byteOffset, rowCount);
    };
  }
  return (rowCount) => {
    for (const { tags, valid } of columns) {
      for (let i = 0; i < rowCount; i++) valid[i] = (tags[i] as number) > Tags.null ? 1 : 0;
    }
  };
}
