import { openParts } from '../kernels/concat.ts';
import { loadFakers } from '../kernels/faker.ts';
import { bytesPerRow, type Frame, frameSize, openFrame } from '../kernels/frame.ts';
import type { WriteBytes } from '../kernels/row-writer.ts';
import { openProgram } from '../kernels/run-program.ts';
import { readBatches } from '../kernels/table-reader.ts';
import { BATCH_ROWS, type Batch } from '../model/batch.ts';
import { neededSteps } from '../program/needed-steps.ts';
import { programRanges } from '../program/program-ranges.ts';
import { inputRegisters } from '../program/step-inputs.ts';
import type { Program, Step, StepOf } from '../program/steps.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { type EncoderOptions, encoderSize, openEncoder, type TextEncoderOf } from './encoder.ts';
import { fastEncoderSize, openFastEncoder } from './fast-encoder.ts';
import { openPrograms, type ProgramOpener, programsSize } from './open-programs.ts';
import type { EncodedColumn } from './render.ts';
import type { FormColumn, TextForm } from './text-form.ts';

/** Text of one batch: enough for 256 bytes a row in each of the two heaps; longer rows make smaller batches. */
export const HEAP_BYTES = 256 * BATCH_ROWS;
const PIECE_BYTES = 1 << 21;

/** A compiled table, ready to write any of its rows in one text form. One per worker; not reentrant. */
export interface TextTable {
  /**
   * Writes rows in order. `announce` is told what was written since it was told last, batch by batch.
   *
   * @throws CellTooLargeError when one row does not fit into memory.
   */
  write(range: RowRange, write: WriteBytes, announce?: Announce): void;
}

export type Announce = (byteCount: number, rowCount: number) => void;

export interface RowRange {
  readonly firstRow: number;
  readonly rowCount: number;
  /** The first row stands at the beginning of a file. */
  readonly startsPart: boolean;
}

/** Opens a table for writing. Text that nothing but its row needs is put together only there. */
export async function openTextTable(program: Program, form: TextForm): Promise<TextTable> {
  const fakers = await loadFakers(program);
  const opener: ProgramOpener<OpenText> = {
    size: (each) => memorySize(each, encodedColumns(each), 1),
    open: (each, memory) => openText(each, openFrame(each, memory, HEAP_BYTES, fakers), form),
  };
  const memory = openMemory(programsSize(program, opener));
  const open = openPrograms(program, memory, opener);
  return {
    write({ startsPart, ...range }, write, announce) {
      const ranges = programRanges(program, range);
      // No rows: what stands around them is told all the same.
      if (ranges.length === 0) announce?.(0, 0);
      for (const { program: each, ...own } of ranges) {
        const starts = startsPart && own.firstRow === range.firstRow;
        open(each).write({ ...own, startsPart: starts }, write, announce);
      }
    },
  };
}

type OpenText = Pick<TextTable, 'write'>;

/** The rows of one program. */
function openText(program: Program, frame: Frame, form: TextForm): OpenText {
  const columns = encodedColumns(program);
  const { encoder, append, flush, batchRows, steps } = openRows(form, program, frame, columns);
  const make = openProgram(program, frame, steps);
  return {
    write({ firstRow, rowCount, startsPart }, write, announce) {
      let byteCount = 0;
      const put: WriteBytes = (bytes) => {
        byteCount += bytes.length;
        write(bytes);
      };
      const tell = (rows: number): void => {
        announce?.(byteCount, rows);
        byteCount = 0;
      };
      const add = (batch: Batch): void => {
        encoder.prepare(batch, startsPart && batch.firstRow === firstRow);
        append(put);
        tell(batch.rowCount);
      };
      // What waits here was left behind by a write that failed.
      flush(() => {});
      readBatches(make, firstRow, rowCount, HEAP_BYTES, add, batchRows);
      flush(put);
      tell(0);
    },
  };
}

interface OpenRows {
  readonly encoder: TextEncoderOf;
  /** Writes the rows of a batch; the last ones may wait for the next batch. */
  readonly append: (write: WriteBytes) => void;
  readonly flush: (write: WriteBytes) => void;
  readonly batchRows: number;
  /** Steps that are left to run before the encoder. */
  readonly steps: readonly Step[];
}

/** An encoder that reads registers as far as it can. */
function openRows(
  form: TextForm,
  program: Program,
  frame: Frame,
  columns: readonly EncodedColumn[],
): OpenRows {
  const options = encoderOptions(program);
  const fast = openFastEncoder(form, program, frame, columns, options, true);
  if (fast !== undefined) {
    const steps = neededSteps(program.steps, fast.reads);
    const { append, flush } = fast;
    return { encoder: fast, append, flush, batchRows: cachedRows(program), steps };
  }
  const concats = lateConcats(program, columns, form);
  const late = new Set<Step>(concats.values());
  const parts = new Map([...concats].map(([c, step]) => [c, { parts: openParts(step, frame) }]));
  const encoder = openEncoder(form, columns, frame.memory, options, parts);
  return {
    encoder,
    append: encoder.write,
    flush: () => {},
    batchRows: BATCH_ROWS,
    steps: program.steps.filter((step) => !late.has(step)),
  };
}

/** What a batch may take of the caches of a core. */
const CACHE_BYTES = 1 << 21;
const FEWEST_ROWS = 2048;
/** Bytes of an average cell in a row of text. */
const CELL_BYTES = 32;

/** Rows of a batch whose registers and text stay in caches until they are read: fewer, the wider the table is. */
function cachedRows(program: Program): number {
  const bytes = bytesPerRow(program) + CELL_BYTES * program.columns.length;
  let rows = BATCH_ROWS;
  while (rows > FEWEST_ROWS && rows * bytes > CACHE_BYTES) rows /= 2;
  return rows;
}

export const encoderOptions = ({ table }: Program): EncoderOptions => ({
  table,
  heapBytes: HEAP_BYTES,
  pieceBytes: PIECE_BYTES,
});

export function memorySize(
  program: Program,
  columns: readonly EncodedColumn[],
  forms: number,
): number {
  const encoder = encoderSize(columns, encoderOptions(program)) + fastEncoderSize(program);
  return frameSize(program, HEAP_BYTES) + forms * encoder;
}

/** Concatenations, by column, that all their columns write as they stand and that no step reads. */
function lateConcats(
  program: Program,
  columns: readonly EncodedColumn[],
  form: TextForm,
): Map<number, StepOf<'concat'>> {
  const isPlain = columns.map(
    (column) => !column.nullable && (column.escapes & form.cell(column).escapes) === 0,
  );
  const others = program.columns.filter((_, c) => !isPlain[c]).map(({ register }) => register);
  const read = new Set([...program.steps.flatMap(inputRegisters), ...others]);
  const late = new Map<number, StepOf<'concat'>>();
  for (const [c, { register }] of program.columns.entries()) {
    const step = program.steps.find(({ out }) => out === register);
    if (step?.kernel === 'concat' && isPlain[c] && !read.has(register)) late.set(c, step);
  }
  return late;
}

/** Text before and behind the rows of one part. */
export function partText(
  program: Program,
  form: TextForm,
  rowCount: number,
): { header: string; footer: string } {
  const columns: FormColumn[] = encodedColumns(program);
  return {
    header: form.header(columns, program.table),
    footer: rowCount === 0 ? form.empty : form.footer,
  };
}

const VECTOR_KINDS = {
  text: 'text',
  number: 'number',
  bigint: 'bigint',
  flag: 'boolean',
  uuid: 'uuid',
} as const;

/** What an encoder has to know of the columns of a program. */
export function encodedColumns(program: Program): EncodedColumn[] {
  return program.columns.map(({ name, type, register, valid }) => {
    const step = program.steps.find(({ out }) => out === register);
    const dictionary =
      step?.kernel === 'gather' ? program.dictionaries[step.dictionary] : undefined;
    return {
      name,
      type,
      nullable: valid !== null,
      vectorKind: VECTOR_KINDS[program.registers[register] as keyof typeof VECTOR_KINDS],
      escapes: program.escapes[register] as number,
      ...(dictionary === undefined ? {} : { dictionary }),
    };
  });
}
