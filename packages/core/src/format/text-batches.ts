import type { Frame } from '../kernels/frame.ts';
import { openProgram } from '../kernels/run-program.ts';
import { createStringWriter } from '../kernels/text.ts';
import { BATCH_ROWS, type Batch, Escapes } from '../model/batch.ts';
import type { ColumnShape } from '../model/table-shape.ts';
import type { Program } from '../program/steps.ts';

/** Cells of consecutive rows as text, in canonical form; null where there is no value. */
export type TextRows = readonly (readonly (string | null)[])[];

/** A program without steps: its registers are filled from outside. Takes rows of sources through the same encoders. */
export function textProgram(table: string, columns: readonly ColumnShape[]): Program {
  const registers = columns.flatMap(() => ['text', 'flag'] as const);
  return {
    table,
    rowCount: 0,
    registers: ['rows', ...registers],
    escapes: [0, ...registers.map((kind) => (kind === 'text' ? Escapes.any : 0))],
    dictionaries: [],
    steps: [],
    columns: columns.map(({ name, type }, c) => ({
      name,
      type,
      register: 2 * c + 1,
      valid: 2 * c + 2,
    })),
  };
}

/** Puts rows into memory, at most BATCH_ROWS of them. @throws HeapFull when their text does not fit. */
export type FillBatch = (rows: TextRows, firstRow: number) => Batch;

export function openTextBatches(program: Program, frame: Frame): FillBatch {
  const make = openProgram(program, frame);
  const write = createStringWriter(frame);
  const registers = program.columns.map(({ register, valid }) => ({
    text: frame.buffer<'text'>(register as number, 'text'),
    valid: frame.buffer<'flag'>(valid as number, 'flag'),
  }));
  return (rows, firstRow) => {
    if (rows.length > BATCH_ROWS)
      throw new RangeError(`a batch has at most ${BATCH_ROWS} rows, not ${rows.length}`);
    const batch = make(firstRow, rows.length);
    registers.forEach(({ text, valid }, c) => {
      rows.forEach((row, i) => {
        const cell = row[c] ?? null;
        valid[i] = cell === null ? 0 : 1;
        write(cell ?? '', text, i);
      });
    });
    return batch;
  };
}
