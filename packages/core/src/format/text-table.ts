import { loadFakers } from '../kernels/faker.ts';
import { frameSize, openFrame } from '../kernels/frame.ts';
import { createMemory } from '../kernels/memory.ts';
import type { WriteBytes } from '../kernels/row-writer.ts';
import { openProgram } from '../kernels/run-program.ts';
import { readBatches } from '../kernels/table-reader.ts';
import { BATCH_ROWS, type Batch } from '../model/batch.ts';
import type { Program } from '../program/steps.ts';
import { encoderSize, openEncoder } from './encoder.ts';
import type { EncodedColumn } from './render.ts';
import type { FormColumn, TextForm } from './text-form.ts';

/** Text of one batch: enough for 256 bytes a row in each of the two heaps; longer rows make smaller batches. */
const HEAP_BYTES = 256 * BATCH_ROWS;
const PIECE_BYTES = 1 << 21;

/** A compiled table, ready to write any of its rows in text forms. One per worker; not reentrant. */
export interface TextTable {
  /**
   * Writes rows in order. `announce` is told the size of each batch before its bytes come.
   *
   * @throws CellTooLargeError when one row does not fit into memory.
   */
  write(range: RowRange, write: WriteBytes, announce?: Announce): void;
  /** Hands the rows on as batches, each in all forms that the table was opened with. */
  read(range: RowRange, use: (batch: Batch, encoded: readonly EncodedBatch[]) => void): void;
}

export type Announce = (byteCount: number, rowCount: number) => void;

/** The batch at hand in one text form. */
export interface EncodedBatch {
  readonly byteCount: number;
  write(write: WriteBytes): void;
}

export interface RowRange {
  readonly firstRow: number;
  readonly rowCount: number;
  /** The first row stands at the beginning of a file. */
  readonly startsPart: boolean;
}

/** @param forms the first is that of `write`; all of them are at hand in `read` */
export async function openTextTable(
  program: Program,
  ...forms: readonly TextForm[]
): Promise<TextTable> {
  const columns = encodedColumns(program);
  const options = { table: program.table, heapBytes: HEAP_BYTES, pieceBytes: PIECE_BYTES };
  const memory = createMemory(
    frameSize(program, HEAP_BYTES) + forms.length * encoderSize(columns, options),
  );
  const frame = openFrame(program, memory, HEAP_BYTES, await loadFakers(program));
  const make = openProgram(program, frame);
  const encoders = forms.map((form) => openEncoder(form, columns, memory, options));
  const read: TextTable['read'] = ({ firstRow, rowCount, startsPart }, use) => {
    readBatches(make, firstRow, rowCount, HEAP_BYTES, (batch) => {
      const isFirst = startsPart && batch.firstRow === firstRow;
      // All forms are measured before any is written: a batch that is too large is tried again from the start.
      const encoded = encoders.map((encoder) => ({
        byteCount: encoder.measure(batch, isFirst),
        write: encoder.write,
      }));
      use(batch, encoded);
    });
  };
  return {
    read,
    write: (range, write, announce) =>
      read(range, (batch, [encoded]) => {
        announce?.(encoded?.byteCount ?? 0, batch.rowCount);
        encoded?.write(write);
      }),
  };
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
