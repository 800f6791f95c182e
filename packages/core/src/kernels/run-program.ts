import type { Batch, BatchColumn, Vector } from '../model/batch.ts';
import { type Program, type ProgramColumn, ROWS, type Step } from '../program/steps.ts';
import { openFastKernel } from '../wasm/registry.ts';
import type { Frame } from './frame.ts';
import { openKernel } from './registry.ts';
import { setConsecutiveRows } from './rows.ts';

/** Makes the batch of rows that starts at `firstRow`. At most BATCH_ROWS of them. */
export type MakeBatch = (firstRow: number, rowCount: number) => Batch;

/**
 * Opens a program in a frame: each step is bound to its registers once, then runs once per batch.
 * The batch points into the frame and is overwritten by the next one.
 *
 * @param steps those that are needed, in the order of the program
 * @throws HeapFull when the text of the batch does not fit; fewer rows may.
 */
export function openProgram(
  program: Program,
  frame: Frame,
  steps: readonly Step[] = program.steps,
): MakeBatch {
  const rows = frame.buffer(ROWS, 'rows');
  const kernels = steps.map((step) => openFastKernel(step, frame) ?? openKernel(step, frame));
  const columns = program.columns.map((column) => columnOf(column, program, frame));
  return (firstRow, rowCount) => {
    frame.heap.next = frame.heap.start;
    setConsecutiveRows(rows, firstRow, rowCount);
    for (const run of kernels) run(rowCount);
    return { firstRow, rowCount, columns, bytes: frame.memory.bytes };
  };
}

function columnOf(
  { name, type, register, valid }: ProgramColumn,
  program: Program,
  frame: Frame,
): BatchColumn {
  return {
    name,
    type,
    vector: vectorOf(register, program, frame),
    valid: valid === null ? undefined : frame.buffer(valid, 'flag'),
  };
}

function vectorOf(register: number, program: Program, frame: Frame): Vector {
  const kind = program.registers[register];
  switch (kind) {
    case 'text':
      return {
        kind,
        ...frame.buffer<'text'>(register, 'text'),
        ...textFacts(register, program, frame),
      };
    case 'number':
      return { kind, values: frame.buffer<'number'>(register, 'number') };
    case 'bigint':
      return { kind, values: frame.buffer<'bigint'>(register, 'bigint') };
    case 'flag':
      return { kind: 'boolean', values: frame.buffer<'flag'>(register, 'flag') };
    case 'uuid':
      return { kind, words: frame.buffer<'uuid'>(register, 'uuid') };
    default:
      throw new TypeError(
        `register ${register} of table ${program.table} holds ${kind}, which no column can be`,
      );
  }
}

/** What is known of a column's text: which characters it may hold, and whether its cells are dictionary entries. */
function textFacts(register: number, program: Program, frame: Frame) {
  const escapes = program.escapes[register] as number;
  const step = program.steps.find(({ out }) => out === register);
  if (step?.kernel !== 'gather') return { escapes };
  const dictionary = program.dictionaries[step.dictionary];
  if (dictionary === undefined) return { escapes };
  return { escapes, entries: { codes: frame.buffer(step.codes, 'int'), dictionary } };
}
