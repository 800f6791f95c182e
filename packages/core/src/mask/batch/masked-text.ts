import { CHECKS_ROOM } from '../../checks/checks-room.ts';
import { type EncodedBatch, encodeBatch, encoderSize, openEncoder } from '../../format/encoder.ts';
import { fastEncoderSize, openFastEncoder } from '../../format/fast-encoder.ts';
import { textProgram } from '../../format/text-batches.ts';
import type { TextForm } from '../../format/text-form.ts';
import { encodedColumns } from '../../format/text-table.ts';
import { type Frame, frameSize, openFrame } from '../../kernels/frame.ts';
import type { Memory } from '../../kernels/memory.ts';
import { openProgram } from '../../kernels/run-program.ts';
import { readBatches } from '../../kernels/table-reader.ts';
import { BATCH_ROWS, type Batch } from '../../model/batch.ts';
import type { ColumnShape } from '../../model/table-shape.ts';
import type { Register } from '../../program/register.ts';
import type { Program } from '../../program/steps.ts';
import type { ReadBatch, ReadColumn } from '../../readers/read-batch.ts';
import { openMemory } from '../../wasm/open-memory.ts';
import type { ColumnMaskCounts, TableMaskContext } from '../mask-table.ts';
import type { MaskPlan } from '../plan-masking.ts';
import type { CellViews } from './cell-mask.ts';
import { planCellMasks } from './mask-cells.ts';

const HEAP_BYTES = 512 * BATCH_ROWS;
const PIECE_BYTES = 4 << 20;

export interface MaskedTextOptions {
  readonly plan: MaskPlan;
  readonly context: TableMaskContext;
  /** What is delivered: the columns of the plan that are not dropped. */
  readonly columns: readonly ColumnShape[];
  readonly forms: readonly TextForm[];
  /** Room for the reader whose batches are masked. */
  readonly readerBytes: number;
}

/** Where a batch stands in what is written. */
export interface BatchPlace {
  /** Number of the first row of the batch in the table. */
  readonly firstRow: number;
  /** It is the first row of a file, too. */
  readonly startsPart: boolean;
}

/** Takes batches of a reader through masks and encoders, without a string for each cell. One per thread. */
export interface MaskedText {
  /** What batches point into, with room for the reader and for checks. */
  readonly memory: Memory;
  /** Describes the columns that are delivered. */
  readonly program: Program;
  /**
   * Masks the rows of a batch, all of them sound, and hands them on in each form.
   *
   * @throws MaskError when a value cannot be masked as its rule asks; CellTooLargeError when a row does not fit.
   */
  mask(
    batch: ReadBatch,
    place: BatchPlace,
    use: (batch: Batch, encoded: readonly EncodedBatch[]) => void,
  ): void;
  counts(): readonly ColumnMaskCounts[];
}

/** @throws as `planCellMasks` */
export function openMaskedText(options: MaskedTextOptions): MaskedText {
  const { plan, context, columns, forms, readerBytes } = options;
  const planned = planCellMasks(plan, context);
  const { program, registers } = programOf(plan, columns);
  const encoded = encodedColumns(program);
  const encoding = { table: plan.table, heapBytes: HEAP_BYTES, pieceBytes: PIECE_BYTES };
  const memory = openMemory(
    readerBytes +
      planned.size +
      CHECKS_ROOM +
      frameSize(program, HEAP_BYTES) +
      forms.length * (encoderSize(encoded, encoding) + fastEncoderSize(program)),
  );
  const frame = openFrame(program, memory, HEAP_BYTES);
  const makeBatch = openProgram(program, frame);
  const results = registers.map((register) => viewsAt(frame, register));
  const masks = planned.open(frame);
  const encoders = forms.map(
    (form) =>
      openFastEncoder(form, program, frame, encoded, encoding, false) ??
      openEncoder(form, encoded, memory, encoding),
  );
  return {
    memory,
    program,
    counts: masks.counts,
    mask(read, { firstRow, startsPart }, use) {
      const make = (from: number, rowCount: number): Batch => {
        const batch = makeBatch(from, rowCount);
        const cells = read.columns.map((column) => rowsOf(column, from - firstRow, rowCount));
        masks.mask({ rowCount, cells, masks: results });
        return batch;
      };
      readBatches(make, firstRow, read.rowCount, HEAP_BYTES, (batch) => {
        const isFirst = startsPart && batch.firstRow === firstRow;
        const encoded = encodeBatch(encoders, batch, isFirst);
        masks.count();
        use(batch, encoded);
      });
    },
  };
}

/** A program with registers for the masks of all columns of the plan, which delivers those that are not dropped. */
function programOf(
  plan: MaskPlan,
  columns: readonly ColumnShape[],
): { readonly program: Program; readonly registers: readonly MaskRegisters[] } {
  const shapes = plan.columns.map(
    ({ name }): ColumnShape =>
      columns.find((column) => column.name === name) ?? {
        name,
        type: { kind: 'string' },
        nullable: true,
      },
  );
  const all = textProgram(plan.table, shapes);
  const delivered = new Set(columns.map(({ name }) => name));
  const registers = all.columns.map(({ register, valid }) => ({
    text: register as Register<'text'>,
    valid: valid as Register<'flag'>,
  }));
  const program = { ...all, columns: all.columns.filter(({ name }) => delivered.has(name)) };
  return { program, registers };
}

interface MaskRegisters {
  readonly text: Register<'text'>;
  readonly valid: Register<'flag'>;
}

function viewsAt(frame: Frame, { text, valid }: MaskRegisters): CellViews {
  return { ...frame.buffer(text, 'text'), valid: frame.buffer(valid, 'flag') };
}

function rowsOf({ vector, valid }: ReadColumn, from: number, rowCount: number): CellViews {
  const to = from + rowCount;
  return {
    address: vector.address.subarray(from, to),
    length: vector.length.subarray(from, to),
    valid: valid.subarray(from, to),
  };
}
