import { CellTooLargeError } from '../errors.ts';
import { copyText } from '../kernels/copy.ts';
import { placeDictionary, type TextBuffer } from '../kernels/frame.ts';
import { allocate, createHeap, type Memory, OVERSHOOT, regionSize } from '../kernels/memory.ts';
import { type Batch, BATCH_ROWS, type PackedDictionary } from '../model/batch.ts';
import { createRenderer, type EncodedColumn, type Placed, type RenderColumn } from './render.ts';
import { escapeDictionary } from './render-text.ts';
import type { TextForm } from './text-form.ts';

/** Receives bytes that are valid until it returns. */
export type WriteBytes = (bytes: Uint8Array) => void;

/** Turns batches into the bytes of one text form. */
export interface TextEncoderOf {
  /** Renders a batch and gives the number of bytes that its rows will take. */
  measure(batch: Batch, firstOfPart: boolean): number;
  /** Writes the rows of the batch measured last. */
  write(write: WriteBytes): void;
}

const LITERAL_BYTES = 1 << 16;

export interface EncoderOptions {
  readonly table: string;
  readonly heapBytes: number;
  /** Size of the pieces that are handed to `write`; a row has to fit into one. */
  readonly pieceBytes: number;
}

/** Bytes of memory that {@link openEncoder} takes. */
export function encoderSize(columns: readonly EncodedColumn[], { heapBytes, pieceBytes }: EncoderOptions): number {
  const views = 2 * columns.length * regionSize(4 * BATCH_ROWS);
  const dictionaries = columns.reduce((sum, { dictionary }) => sum + (dictionary ? 7 * dictionary.bytes.length + 6 * dictionary.offsets.length : 0), 0);
  const names = columns.reduce((sum, { name }) => sum + 8 * name.length + 64, 0);
  return views + dictionaries + regionSize(heapBytes) + regionSize(pieceBytes) + regionSize(LITERAL_BYTES + names * 4) + 1024;
}

export function openEncoder(form: TextForm, columns: readonly EncodedColumn[], memory: Memory, options: EncoderOptions): TextEncoderOf {
  const place = literalPlacer(memory);
  const literals = placeLiterals(form, columns, options.table, place);
  const heap = createHeap(memory, options.heapBytes);
  const renderers = columns.map((column) => openRenderer(form, column, memory, heap, place));
  const pieceStart = allocate(memory, options.pieceBytes);
  const pieceEnd = pieceStart + options.pieceBytes - OVERSHOOT;
  const state: RowState = { cells: [], starts: new Int32Array(BATCH_ROWS), rowCount: 0, firstRow: 0 };
  return {
    measure(batch, firstOfPart) {
      heap.next = heap.start;
      state.cells = renderers.map((render, c) => render(batch.columns[c] as Batch['columns'][number], batch.rowCount));
      state.rowCount = batch.rowCount;
      state.firstRow = batch.firstRow;
      chooseRowStarts(state, form.groupRows, firstOfPart);
      return byteCount(state, literals);
    },
    write: (write) => writeRows(state, literals, memory, { start: pieceStart, end: pieceEnd }, write),
  };
}

interface RowState {
  cells: TextBuffer[];
  /** Which of the row starts each row has: 0 first, 1 group, 2 other. */
  readonly starts: Int32Array;
  rowCount: number;
  firstRow: number;
}

interface Literals {
  readonly starts: readonly Placed[];
  readonly between: readonly Placed[];
}

type Place = (text: string) => Placed;

function literalPlacer(memory: Memory): Place {
  const encoder = new TextEncoder();
  return (text) => {
    const bytes = encoder.encode(text);
    const address = allocate(memory, bytes.length);
    memory.bytes.set(bytes, address);
    return { address, length: bytes.length };
  };
}

/** Quotes of columns without nulls are the same in every row, so they are part of the text between cells. */
function placeLiterals(form: TextForm, columns: readonly EncodedColumn[], table: string, place: Place): Literals {
  const quoteOf = (column: EncodedColumn | undefined): string => {
    if (column === undefined || column.nullable) return '';
    const { quote, quoteWhenEscaped } = form.cell(column);
    return quoteWhenEscaped ? '' : quote;
  };
  const between = form.between(columns).map((text, i) => quoteOf(columns[i - 1]) + text + quoteOf(columns[i]));
  const { first, group, other } = form.rowStart(columns, table);
  return { starts: [first, group, other].map(place), between: between.map(place) };
}

function openRenderer(form: TextForm, column: EncodedColumn, memory: Memory, heap: ReturnType<typeof createHeap>, place: Place): RenderColumn {
  const cell = form.cell(column);
  const views = (): Int32Array => new Int32Array(memory.buffer, allocate(memory, 4 * BATCH_ROWS), BATCH_ROWS);
  const booleans = form.booleans.map(place);
  return createRenderer(column, cell, {
    memory,
    heap,
    out: { address: views(), length: views() },
    nullText: place(form.nullText),
    quote: place(cell.quote),
    booleans: {
      address: Int32Array.from(booleans, ({ address }) => address),
      length: Int32Array.from(booleans, ({ length }) => length),
    },
    escapedEntries: needsEscapes(column.dictionary, cell.escapes)
      ? placeDictionary(memory, escapeDictionary(column.dictionary, cell))
      : undefined,
  });
}

function needsEscapes(dictionary: PackedDictionary | undefined, escapes: number): dictionary is PackedDictionary {
  return dictionary !== undefined && (dictionary.escapes & escapes) !== 0;
}

function chooseRowStarts(state: RowState, groupRows: number, firstOfPart: boolean): void {
  const { starts, rowCount, firstRow } = state;
  starts.fill(2, 0, rowCount);
  if (Number.isFinite(groupRows)) {
    const first = (groupRows - (firstRow % groupRows)) % groupRows;
    for (let i = first; i < rowCount; i += groupRows) starts[i] = 1;
  }
  if (firstOfPart) starts[0] = 0;
}

function byteCount({ cells, starts, rowCount }: RowState, literals: Literals): number {
  let total = rowCount * literals.between.reduce((sum, { length }) => sum + length, 0);
  for (const { length } of cells) {
    let sum = 0;
    for (let i = 0; i < rowCount; i++) sum += length[i] as number;
    total += sum;
  }
  const [first, group, other] = literals.starts.map(({ length }) => length) as [number, number, number];
  if (first + group + other === 0) return total;
  for (let i = 0; i < rowCount; i++) total += starts[i] === 2 ? other : starts[i] === 1 ? group : first;
  return total;
}

/** Copies cells and literals into rows, handing the piece on whenever it is full. */
function writeRows(
  { cells, starts, rowCount, firstRow }: RowState,
  literals: Literals,
  { view, bytes }: Memory,
  piece: { start: number; end: number },
  write: WriteBytes,
): void {
  const columnCount = cells.length;
  const addresses = cells.map(({ address }) => address);
  const lengths = cells.map(({ length }) => length);
  const betweenAddress = Int32Array.from(literals.between, ({ address }) => address);
  const betweenLength = Int32Array.from(literals.between, ({ length }) => length);
  const fixed = literals.between.reduce((sum, { length }) => sum + length, 0) + maxLength(literals.starts);
  const hasStarts = maxLength(literals.starts) > 0;
  const { end } = piece;
  let at = piece.start;
  for (let i = 0; i < rowCount; i++) {
    let size = fixed;
    for (let c = 0; c < columnCount; c++) size += (lengths[c] as Int32Array)[i] as number;
    if (at + size > end) {
      if (piece.start + size > end) throw new CellTooLargeError(firstRow + i, end - piece.start);
      write(bytes.subarray(piece.start, at));
      at = piece.start;
    }
    if (hasStarts) {
      const { address, length } = literals.starts[starts[i] as number] as Placed;
      copyText(view, at, address, length);
      at += length;
    }
    for (let c = 0; c < columnCount; c++) {
      const literal = betweenLength[c] as number;
      copyText(view, at, betweenAddress[c] as number, literal);
      at += literal;
      const length = (lengths[c] as Int32Array)[i] as number;
      copyText(view, at, (addresses[c] as Int32Array)[i] as number, length);
      at += length;
    }
    const last = betweenLength[columnCount] as number;
    copyText(view, at, betweenAddress[columnCount] as number, last);
    at += last;
  }
  if (at > piece.start) write(bytes.subarray(piece.start, at));
}

function maxLength(placed: readonly Placed[]): number {
  return Math.max(0, ...placed.map(({ length }) => length));
}
