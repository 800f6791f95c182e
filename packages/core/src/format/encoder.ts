import { placeDictionary } from '../kernels/frame.ts';
import { allocate, createHeap, type Memory, regionSize } from '../kernels/memory.ts';
import {
  type CellParts,
  createRowWriter,
  type RowLiterals,
  type WriteBytes,
} from '../kernels/row-writer.ts';
import type { Placed } from '../kernels/scatter.ts';
import { BATCH_ROWS, type Batch, type PackedDictionary } from '../model/batch.ts';
import { createRenderer, type EncodedColumn, type RenderColumn } from './render.ts';
import { escapeDictionary } from './render-text.ts';
import type { TextForm } from './text-form.ts';

/** Turns batches into the bytes of one text form. */
export interface TextEncoderOf {
  /**
   * Takes a batch.
   *
   * @throws HeapFull when its text does not fit; fewer rows may.
   */
  prepare(batch: Batch, firstOfPart: boolean): void;
  /** Bytes that the rows of the batch take. */
  byteCount(): number;
  /** Writes the rows of the batch. */
  write(write: WriteBytes): void;
}

/** The batch at hand in one text form. */
export interface EncodedBatch {
  /** Counted when it is asked for. */
  readonly byteCount: number;
  write(write: WriteBytes): void;
}

/** All encoders take the batch before any writes: a batch that is too large is tried again from the start. */
export function encodeBatch(
  encoders: readonly TextEncoderOf[],
  batch: Batch,
  firstOfPart: boolean,
): EncodedBatch[] {
  for (const encoder of encoders) encoder.prepare(batch, firstOfPart);
  return encoders.map((encoder) => ({
    get byteCount() {
      return encoder.byteCount();
    },
    write: (write) => encoder.write(write),
  }));
}

const LITERAL_BYTES = 1 << 16;

export interface EncoderOptions {
  readonly table: string;
  readonly heapBytes: number;
  /** Size of the pieces that are handed to `write`; a row has to fit into one. */
  readonly pieceBytes: number;
}

/** Bytes of memory that {@link openEncoder} takes. */
export function encoderSize(
  columns: readonly EncodedColumn[],
  { heapBytes, pieceBytes }: EncoderOptions,
): number {
  const views = 2 * columns.length * regionSize(4 * BATCH_ROWS);
  const dictionaries = columns.reduce(
    (sum, { dictionary }) =>
      sum + (dictionary ? 7 * dictionary.bytes.length + 14 * dictionary.offsets.length + 64 : 0),
    0,
  );
  const names = columns.reduce((sum, { name }) => sum + 8 * name.length + 64, 0);
  return (
    views +
    dictionaries +
    regionSize(heapBytes) +
    regionSize(pieceBytes) +
    regionSize(LITERAL_BYTES + names * 4) +
    1024
  );
}

/** @param parts by column number, cells that are put together only in their rows */
export function openEncoder(
  form: TextForm,
  columns: readonly EncodedColumn[],
  memory: Memory,
  options: EncoderOptions,
  parts: ReadonlyMap<number, CellParts> = new Map(),
): TextEncoderOf {
  const place = literalPlacer(memory);
  const literals = placeLiterals(form, columns, options.table, place);
  const heap = createHeap(memory, options.heapBytes);
  const renderers = columns.map((column, c): RenderColumn => {
    const apart = parts.get(c);
    return apart === undefined ? openRenderer(form, column, memory, heap, place) : () => apart;
  });
  const writer = createRowWriter(
    memory,
    allocate(memory, options.pieceBytes),
    options.pieceBytes,
    literals,
  );
  let byteCount = 0;
  return {
    prepare(batch, firstOfPart) {
      heap.next = heap.start;
      const cells = renderers.map((render, c) =>
        render(batch.columns[c] as Batch['columns'][number], batch.rowCount),
      );
      byteCount = writer.prepare(
        cells,
        batch.rowCount,
        batch.firstRow,
        chooseRowStarts(batch, form.groupRows, firstOfPart),
      );
    },
    byteCount: () => byteCount,
    write: writer.write,
  };
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
function placeLiterals(
  form: TextForm,
  columns: readonly EncodedColumn[],
  table: string,
  place: Place,
): RowLiterals {
  const quoteOf = (column: EncodedColumn | undefined): string => {
    if (column === undefined || column.nullable) return '';
    const { quote, quoteWhenEscaped } = form.cell(column);
    return quoteWhenEscaped ? '' : quote;
  };
  const between = form
    .between(columns)
    .map((text, i) => quoteOf(columns[i - 1]) + text + quoteOf(columns[i]));
  const { first, group, other } = form.rowStart(columns, table);
  return { starts: [first, group, other].map(place), between: between.map(place) };
}

function openRenderer(
  form: TextForm,
  column: EncodedColumn,
  memory: Memory,
  heap: ReturnType<typeof createHeap>,
  place: Place,
): RenderColumn {
  const cell = form.cell(column);
  const views = (): Int32Array =>
    new Int32Array(memory.buffer, allocate(memory, 4 * BATCH_ROWS), BATCH_ROWS);
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

function needsEscapes(
  dictionary: PackedDictionary | undefined,
  escapes: number,
): dictionary is PackedDictionary {
  return dictionary !== undefined && (dictionary.escapes & escapes) !== 0;
}

/** Which of the row starts each row has: 0 for the first of a part, 1 for the first of a group, 2 for all others. */
export function chooseRowStarts(
  { firstRow, rowCount }: Batch,
  groupRows: number,
  firstOfPart: boolean,
): Uint8Array {
  const starts = new Uint8Array(rowCount).fill(2);
  if (Number.isFinite(groupRows)) {
    const first = (groupRows - (firstRow % groupRows)) % groupRows;
    for (let i = first; i < rowCount; i += groupRows) starts[i] = 1;
  }
  if (firstOfPart) starts[0] = 0;
  return starts;
}
