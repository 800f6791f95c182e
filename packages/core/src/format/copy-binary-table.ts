import { CellTooLargeError } from '../errors.ts';
import { loadFakers } from '../kernels/faker.ts';
import { frameSize, openFrame } from '../kernels/frame.ts';
import { allocate, HeapFull, regionSize } from '../kernels/memory.ts';
import type { WriteBytes } from '../kernels/row-writer.ts';
import { type MakeBatch, openProgram } from '../kernels/run-program.ts';
import { BATCH_ROWS, type Batch } from '../model/batch.ts';
import { programRanges } from '../program/program-ranges.ts';
import type { Program } from '../program/steps.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { type ContentDigest, digestOfSums, type HashSums } from './content-digest.ts';
import {
  openTuples,
  READ_AHEAD,
  ROW_BYTES,
  throwFault,
  tupleColumns,
  tuplesSize,
} from './copy-binary.ts';
import type { TupleKind, TupleSpan } from './copy-binary-types.ts';
import { type EncoderOptions, encoderSize, openEncoder, type TextEncoderOf } from './encoder.ts';
import { fastEncoderSize, openFastEncoder } from './fast-encoder.ts';
import { openPrograms, type ProgramOpener, programsSize } from './open-programs.ts';
import type { TextForm } from './text-form.ts';
import { encodedColumns, type RowRange } from './text-table.ts';

/** As for text: 256 bytes a row, and longer rows make smaller batches. */
const HEAP_BYTES = 256 * BATCH_ROWS;
/** Pieces that exist at once: one is made while the other is on its way. */
const SLOTS = 2;

/** Some rows as tuples. */
export interface TuplePiece {
  /** Begins with the head room, which is the caller's to fill. */
  readonly bytes: Uint8Array;
  readonly rowCount: number;
}

/** A compiled table, ready to hand out any of its rows as tuples of binary COPY. One per worker; not reentrant. */
export interface TupleTable {
  /**
   * Rows in order, piece by piece. The bytes of a piece are overwritten when the next but one is asked for, also
   * over several calls.
   *
   * @throws CellTooLargeError when one row does not fit into memory; DataError when a cell has no binary form.
   */
  pieces(range: Pick<RowRange, 'firstRow' | 'rowCount'>): Generator<TuplePiece>;
  /** Of all tuples that were handed out; see `HashSums`. */
  digest(): ContentDigest;
  /** Of the tuples since it was asked for last; {@link digest} begins anew with it. */
  takeDigest(): ContentDigest;
}

export interface TupleTableOptions {
  /** Binary form of each column. */
  readonly kinds: readonly TupleKind[];
  /** Bytes that are kept free before the tuples of each piece. */
  readonly headRoom: number;
  /** A piece ends with the row that brings its tuples to this size. */
  readonly pieceBytes: number;
  /** Takes the same rows in a text form, a batch before its tuples. */
  readonly lines?: { readonly form: TextForm; readonly write: WriteBytes };
}

const NO_SUMS: HashSums = { rows: 0, high: 0, low: 0 };

/** Opens a table for a load in PostgreSQL's binary form. */
export async function openTupleTable(
  program: Program,
  { kinds, headRoom, pieceBytes, lines }: TupleTableOptions,
): Promise<TupleTable> {
  const columns = tupleColumns(encodedColumns(program), kinds);
  const opener = openerOf(lines?.form, await loadFakers(program));
  const memory = openMemory(
    programsSize(program, opener) +
      tuplesSize(columns) +
      SLOTS * regionSize(headRoom + ROW_BYTES + READ_AHEAD),
  );
  const open = openPrograms(program, memory, opener);
  const tuples = openTuples(columns, memory);
  const slots = Array.from({ length: SLOTS }, () =>
    allocate(memory, headRoom + ROW_BYTES + READ_AHEAD),
  );
  const sums: HashSums = { ...NO_SUMS };
  let pieceCount = 0;

  function* encodeBatch(batch: Batch): Generator<TuplePiece> {
    for (let row = 0; row < batch.rowCount; ) {
      const slot = slots[pieceCount++ % SLOTS] as number;
      const span = spanOf(slot + headRoom, pieceBytes);
      const encoding = tuples.encode(batch, row, span, sums);
      const { next } = encoding;
      throwFault(encoding, row, batch, columns, program.table);
      yield { bytes: memory.bytes.subarray(slot, next), rowCount: encoding.row - row };
      row = encoding.row;
    }
  }
  return {
    digest: () => digestOfSums(sums),
    takeDigest() {
      const taken = digestOfSums(sums);
      Object.assign(sums, NO_SUMS);
      return taken;
    },
    *pieces({ firstRow, rowCount }) {
      for (const range of programRanges(program, { firstRow, rowCount })) {
        const { make, text } = open(range.program);
        const prepare = (batch: Batch): void => text?.prepare(batch, false);
        for (const batch of batchesOf(make, range.firstRow, range.rowCount, prepare)) {
          if (lines !== undefined) text?.write(lines.write);
          yield* encodeBatch(batch);
        }
      }
    },
  };
}

const spanOf = (start: number, pieceBytes: number): TupleSpan => ({
  start,
  fill: start + pieceBytes,
  end: start + ROW_BYTES,
});

interface OpenTuples {
  readonly make: MakeBatch;
  readonly text: TextEncoderOf | undefined;
}

/** @param fakers of all programs of the table */
function openerOf(
  form: TextForm | undefined,
  fakers: Awaited<ReturnType<typeof loadFakers>>,
): ProgramOpener<OpenTuples> {
  const optionsOf = ({ table }: Program): EncoderOptions => ({
    table,
    heapBytes: HEAP_BYTES,
    pieceBytes: ROW_BYTES,
  });
  return {
    size: (program) =>
      frameSize(program, HEAP_BYTES) +
      (form === undefined
        ? 0
        : encoderSize(encodedColumns(program), optionsOf(program)) + fastEncoderSize(program)),
    open(program, memory) {
      const frame = openFrame(program, memory, HEAP_BYTES, fakers);
      const make = openProgram(program, frame);
      return { make, text: form && openLines(form, program, frame, optionsOf(program)) };
    },
  };
}

function openLines(
  form: TextForm,
  program: Program,
  frame: ReturnType<typeof openFrame>,
  options: EncoderOptions,
): TextEncoderOf {
  const columns = encodedColumns(program);
  return (
    openFastEncoder(form, program, frame, columns, options, false) ??
    openEncoder(form, columns, frame.memory, options)
  );
}

/** Batches one after the other. One whose text does not fit is halved and tried again. */
function* batchesOf(
  make: MakeBatch,
  firstRow: number,
  rowCount: number,
  prepare: (batch: Batch) => void,
): Generator<Batch> {
  const end = firstRow + rowCount;
  let size = BATCH_ROWS;
  for (let row = firstRow; row < end; ) {
    const count = Math.min(size, end - row);
    const batch = tryBatch(make, row, count, prepare);
    if (batch === undefined) {
      if (count === 1) throw new CellTooLargeError(row, HEAP_BYTES);
      size = Math.ceil(count / 2);
    } else {
      yield batch;
      row += count;
    }
  }
}

function tryBatch(
  make: MakeBatch,
  row: number,
  count: number,
  prepare: (batch: Batch) => void,
): Batch | undefined {
  try {
    const batch = make(row, count);
    prepare(batch);
    return batch;
  } catch (error) {
    if (error instanceof HeapFull) return undefined;
    throw error;
  }
}
