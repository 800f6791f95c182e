import { BATCH_ROWS } from '../model/batch.ts';
import { loadFakers } from '../kernels/faker.ts';
import { frameSize, openFrame } from '../kernels/frame.ts';
import { createMemory } from '../kernels/memory.ts';
import { openProgram } from '../kernels/run-program.ts';
import { readBatches } from '../kernels/table-reader.ts';
import type { Program } from '../program/steps.ts';
import { encoderSize, openEncoder, type WriteBytes } from './encoder.ts';
import type { EncodedColumn } from './render.ts';
import type { TextForm } from './text-form.ts';

/** Text of one batch: enough for 256 bytes a row in each of the two heaps; longer rows make smaller batches. */
const HEAP_BYTES = 256 * BATCH_ROWS;
const PIECE_BYTES = 1 << 20;

/** A compiled table, ready to write any of its rows in one text form. One per worker; not reentrant. */
export interface TextTable {
  /**
   * Writes rows in order. `announce` is told the size of each batch before its bytes come.
   *
   * @throws CellTooLargeError when one row does not fit into memory.
   */
  write(range: RowRange, write: WriteBytes, announce?: (byteCount: number) => void): void;
}

export interface RowRange {
  readonly firstRow: number;
  readonly rowCount: number;
  /** The first row stands at the beginning of a file. */
  readonly startsPart: boolean;
}

export async function openTextTable(program: Program, form: TextForm): Promise<TextTable> {
  const columns = encodedColumns(program);
  const options = { table: program.table, heapBytes: HEAP_BYTES, pieceBytes: PIECE_BYTES };
  const memory = createMemory(frameSize(program, HEAP_BYTES) + encoderSize(columns, options));
  const frame = openFrame(program, memory, HEAP_BYTES, await loadFakers(program));
  const make = openProgram(program, frame);
  const encoder = openEncoder(form, columns, memory, options);
  return {
    write({ firstRow, rowCount, startsPart }, write, announce) {
      readBatches(make, firstRow, rowCount, HEAP_BYTES, (batch) => {
        const byteCount = encoder.measure(batch, startsPart && batch.firstRow === firstRow);
        announce?.(byteCount);
        encoder.write(write);
      });
    },
  };
}

const VECTOR_KINDS = { text: 'text', number: 'number', bigint: 'bigint', flag: 'boolean', uuid: 'uuid' } as const;

/** What an encoder has to know of the columns of a program. */
export function encodedColumns(program: Program): EncodedColumn[] {
  return program.columns.map(({ name, type, register, valid }) => {
    const step = program.steps.find(({ out }) => out === register);
    const dictionary = step?.kernel === 'gather' ? program.dictionaries[step.dictionary] : undefined;
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
