import { CellTooLargeError } from '../errors.ts';
import type { Frame } from '../kernels/frame.ts';
import { allocate, OVERSHOOT, regionSize } from '../kernels/memory.ts';
import type { WriteBytes } from '../kernels/row-writer.ts';
import { BATCH_ROWS, type Batch, type PackedDictionary } from '../model/batch.ts';
import type { Program } from '../program/steps.ts';
import { pieceEntriesSize } from '../wasm/piece-entries.ts';
import { placePieces } from '../wasm/row-pieces.ts';
import { rowKernels } from '../wasm/rows-module.ts';
import { MAX_ENTRY_BYTES } from './cell-pieces.ts';
import { chooseRowStarts, type EncoderOptions, type TextEncoderOf } from './encoder.ts';
import type { EncodedColumn } from './render.ts';
import { layOutRows } from './row-layout.ts';
import type { TextForm } from './text-form.ts';

/** Room behind the limit of a piece for text that grows while it is escaped. */
const ESCAPED_ROOM = 128;
const RESULT_BYTES = 4;
/** Most bytes that a piece takes besides its literal, with its own place in memory. */
const PIECE_ROOM = 8 * MAX_ENTRY_BYTES;
/**
 * Most bytes that a character of a literal takes: six when it is escaped, each of them with its share of a piece (two
 * bytes) and its place in a row.
 */
const LITERAL_CHARACTER_BYTES = 6 * (2 + 1);

/** An encoder whose rows are put together in WebAssembly. */
export interface FastEncoder extends TextEncoderOf {
  /** Registers that rows are made of. */
  readonly reads: ReadonlySet<number>;
  /** As `write`, but the last rows may wait for those of the next batch. */
  append(write: WriteBytes): void;
  /** Writes the rows that wait. */
  flush(write: WriteBytes): void;
}

/** Bytes of memory that {@link openFastEncoder} takes besides what the other encoder takes. */
export function fastEncoderSize({ columns, steps, dictionaries }: Program): number {
  const entries = dictionaries.reduce((sum, dictionary) => sum + entriesSize(dictionary), 0);
  const parts = steps.flatMap((step) => (step.kernel === 'concat' ? step.parts : []));
  const literals = parts.reduce<number>(
    (sum, part) => (typeof part === 'string' ? sum + part.length : sum),
    0,
  );
  return (
    PIECE_ROOM * (parts.length + 4 * columns.length + 8) +
    LITERAL_CHARACTER_BYTES * literals +
    entries +
    2 * regionSize(BATCH_ROWS)
  );
}

/** Bytes for the entries of a dictionary: as they are and, if they need it, in the one way that a form escapes them. */
function entriesSize({ bytes, offsets, escapes }: PackedDictionary): number {
  const count = offsets.length - 1;
  const places = pieceEntriesSize(count);
  return escapes === 0 ? places : 2 * places + 7 * bytes.length + 14 * offsets.length + 64;
}

/**
 * Opens an encoder on the registers of a frame, or gives undefined where TypeScript has to write the rows.
 *
 * @param inline as in {@link layOutRows}
 */
export function openFastEncoder(
  form: TextForm,
  program: Program,
  frame: Frame,
  columns: readonly EncodedColumn[],
  { pieceBytes }: EncoderOptions,
  inline: boolean,
): FastEncoder | undefined {
  const { memory } = frame;
  if (memory.wasm === undefined) return undefined;
  const { pieces, reads, starts } = layOutRows(form, program, frame, columns, inline);
  const placed = placePieces(memory, pieces);
  const result = allocate(memory, RESULT_BYTES);
  const start = allocate(memory, pieceBytes + placed.fixedBytes + ESCAPED_ROOM);
  const limit = start + pieceBytes - OVERSHOOT;
  const { writeRows } = rowKernels(memory);
  let batch: Batch | undefined;
  let at = start;

  const flush = (write: WriteBytes): void => {
    const rows = memory.bytes.subarray(start, at);
    // Before the rows are handed on: those that the receiver refuses must not come again with the next ones.
    at = start;
    if (rows.length > 0) write(rows);
  };
  const append = (write: WriteBytes): void => {
    const { rowCount, firstRow } = batch as Batch;
    for (let from = 0; from < rowCount; ) {
      const next = writeRows(placed.start, placed.end, from, rowCount, at, limit, result);
      if (next === from && at === start)
        throw new CellTooLargeError(firstRow + from, limit - start);
      at = memory.view.getUint32(result, true);
      if (next < rowCount) flush(write);
      from = next;
    }
  };
  const writeAll = (write: WriteBytes): void => {
    append(write);
    flush(write);
  };
  return {
    reads,
    append,
    flush,
    write: writeAll,
    prepare(next, firstOfPart) {
      batch = next;
      starts?.set(chooseRowStarts(next, form.groupRows, firstOfPart));
    },
    byteCount() {
      let sum = 0;
      writeAll(({ length }) => {
        sum += length;
      });
      return sum;
    },
  };
}
