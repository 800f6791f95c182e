import { BATCH_ROWS, Escapes } from '../model/batch.ts';
import { openFastReaders } from '../wasm/readers-kernels.ts';
import { PLAN } from './plan.ts';
import type { ReadRows } from './put-row.ts';
import { type ReadBatch, type ReadColumn, type RowFault, Tags } from './read-batch.ts';
import { type CellArrays, clearRow, type ReaderFrame } from './reader-frame.ts';

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
  /** Begins anew, with other rows of the same file: counts start over, and what was learned of the rows stays. */
  restart(): void;
  /** The next rows, at most `limit`, as far as they are there. Fill all there is room for before. */
  next(limit?: number): NextBatch;
  /** The bytes that are left, when one row alone fills all room: another reader has to go on with them. */
  rest(): { readonly bytes: Uint8Array; readonly line: number };
}

/** What the exact path finds where the kernel stopped. */
export interface ExactRow {
  /** `none`: a line without a row. `row`: cells are in their columns. `odd`: columns cannot tell it. */
  readonly kind: 'none' | 'row' | 'odd';
  /** Bytes without the line break behind it, and with it. */
  readonly rawLength: number;
  readonly byteLength: number;
  /** Line breaks in and behind it. */
  readonly lines: number;
  readonly fault?: RowFault;
}

/** A format: a kernel for what is regular, and an exact path for what is not. */
export interface RowFormat {
  /** Gives the kernel its END: the bytes reach up to `to`. */
  setEnd(to: number): void;
  readonly read: ReadRows;
  /** Puts the cells of the row at `at` into their columns, one by one. The file's bytes end at `to`. */
  readExactly(row: number, at: number, to: number, isLast: boolean): ExactRow | 'more';
}

/** The bytes of the file that are at hand: from the plan's position on. */
interface Window {
  /** Where they end, a line feed that the file lacks included. */
  to: number;
  /** Where the file's own bytes end. */
  fileEnd: number;
  isLast: boolean;
}

interface Filled {
  readonly rowCount: number;
  readonly oddRows: number;
  readonly faults: ReadonlyMap<number, RowFault>;
}

const LINE_FEED = 0x0a;

/** @param firstLine number of the line that the first bytes belong to */
export function openRowReader(
  frame: ReaderFrame,
  format: RowFormat,
  names: readonly string[],
  firstLine: number,
): RowReader {
  const { memory, block, plan, raw, sound, wide, lines } = frame;
  const { bytes } = memory;
  const columns = columnsOf(frame, names);
  const markValid = openMarkValid(frame);
  const window: Window = { to: block.start, fileEnd: block.start, isLast: false };
  let nextLine = firstLine;
  let nextRow = 0;
  return {
    free() {
      moveToStart(frame, window);
      return bytes.subarray(window.to, block.end);
    },
    filled(byteCount) {
      window.to += byteCount;
      window.fileEnd = window.to;
    },
    end() {
      window.isLast = true;
      const isCut = window.to > plan.get(PLAN.POSITION) && bytes[window.to - 1] !== LINE_FEED;
      if (isCut) bytes[window.to++] = LINE_FEED;
    },
    restart() {
      plan.set(PLAN.POSITION, block.start);
      window.to = block.start;
      window.fileEnd = block.start;
      window.isLast = false;
      nextLine = firstLine;
      nextRow = 0;
    },
    next(limit = BATCH_ROWS) {
      if (plan.get(PLAN.POSITION) >= window.fileEnd) return 'more';
      plan.set(PLAN.HEAP, frame.heapStart);
      plan.set(PLAN.LINE, 0);
      format.setEnd(window.to);
      const filled = fillRows(frame, format, window, Math.min(limit, BATCH_ROWS));
      const [firstRow, batchLine] = [nextRow, nextLine];
      nextRow += filled.rowCount;
      nextLine += plan.get(PLAN.LINE);
      if (filled.rowCount === 0) {
        const isFull = window.fileEnd - plan.get(PLAN.POSITION) === block.end - block.start;
        return isFull && !window.isLast ? 'stuck' : 'more';
      }
      markValid(filled.rowCount);
      return { firstRow, firstLine: batchLine, ...filled, columns, bytes, raw, sound, wide, lines };
    },
    rest: () => ({
      bytes: bytes.slice(plan.get(PLAN.POSITION), window.fileEnd),
      line: nextLine,
    }),
  };
}

/** Makes room behind the bytes that are left. */
function moveToStart({ memory, block, plan }: ReaderFrame, window: Window): void {
  const at = plan.get(PLAN.POSITION);
  if (at === block.start) return;
  memory.bytes.copyWithin(block.start, at, window.to);
  window.to -= at - block.start;
  window.fileEnd -= at - block.start;
  plan.set(PLAN.POSITION, block.start);
}

/** Lets kernel and exact path take turns until the batch is full or the bytes are at their end. */
function fillRows(frame: ReaderFrame, format: RowFormat, window: Window, limit: number): Filled {
  const { plan } = frame;
  const faults = new Map<number, RowFault>();
  let oddRows = 0;
  frame.sound.fill(1, 0, limit);
  let row = format.read(0, limit);
  let at = plan.get(PLAN.POSITION);
  while (row < limit && at < window.fileEnd) {
    clearRow(frame, row);
    const found = format.readExactly(row, at, window.fileEnd, window.isLast);
    if (found === 'more') break;
    if (found.kind === 'odd') {
      oddRows += 1;
      clearRow(frame, row);
      frame.sound[row] = 0;
    }
    if (found.fault !== undefined) faults.set(row, found.fault);
    if (found.kind !== 'none') placeRow(frame, row++, at, found.rawLength);
    plan.set(PLAN.POSITION, at + found.byteLength);
    plan.set(PLAN.LINE, plan.get(PLAN.LINE) + found.lines);
    // Behind the file's own bytes may stand a line feed that it lacks: no row.
    if (at + found.byteLength < window.fileEnd) row = format.read(row, limit);
    at = plan.get(PLAN.POSITION);
  }
  return { rowCount: row, oddRows, faults };
}

/** Where a row of the exact path lies. That it is wide is the safe thing to say of it. */
function placeRow(
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

function columnsOf({ columns }: ReaderFrame, names: readonly string[]): readonly ReadColumn[] {
  return columns.map(({ address, length, tags, valid }, index) => ({
    name: names[index] as string,
    type: { kind: 'string' },
    vector: { kind: 'text', address, length, escapes: Escapes.any },
    valid,
    tags,
  }));
}

/** Derives `valid` from the tags of all columns. */
function openMarkValid({ memory, columns }: ReaderFrame): (rowCount: number) => void {
  const fast = openFastReaders(memory);
  const mark = fast
    ? ({ tags, valid }: CellArrays, rowCount: number) =>
        fast.markValid(tags.byteOffset, valid.byteOffset, rowCount)
    : ({ tags, valid }: CellArrays, rowCount: number) => {
        for (let i = 0; i < rowCount; i++) valid[i] = (tags[i] as number) > Tags.null ? 1 : 0;
      };
  return (rowCount) => {
    for (const cells of columns) mark(cells, rowCount);
  };
}
