import { type Frame, placeDictionary, type TextBuffer } from '../kernels/frame.ts';
import type { PackedDictionary } from '../model/batch.ts';
import type { ValueType } from '../model/value-type.ts';
import { packDictionary } from '../program/dictionary.ts';
import { inputRegisters } from '../program/step-inputs.ts';
import type { Program, Step, StepOf } from '../program/steps.ts';
import { SLOT_BYTES } from '../wasm/piece-entries.ts';
import type { PieceCell } from '../wasm/row-pieces.ts';
import type { PieceList } from './piece-list.ts';
import { escapeDictionary, escapeText } from './render-text.ts';
import { type CellForm, PLAIN_CELL, type TextForm } from './text-form.ts';

/** Longest entry that is copied without a look at the room that is left. */
export const MAX_ENTRY_BYTES = 256;
const DECIMAL_DIGITS = '0123456789';

/** What the pieces of cells are made from and go to. */
export interface CellPieces {
  readonly program: Program;
  readonly frame: Frame;
  readonly list: PieceList;
  /** Registers that the pieces read. */
  readonly reads: Set<number>;
  /** False where every column is needed as a vector too. */
  readonly inline: boolean;
  readonly writers: ReadonlyMap<number, Step>;
  /** How many steps and columns read each register. */
  readonly readers: ReadonlyMap<number, number>;
  /** The form's words for false and true. */
  readonly booleans: () => TextBuffer;
  /** Entries of a dictionary as the cells of a form have to write them. */
  readonly escaped: (dictionary: number, cell: CellForm) => TextBuffer;
}

export function openCellPieces(
  form: TextForm,
  program: Program,
  frame: Frame,
  list: PieceList,
  inline: boolean,
): CellPieces {
  let booleans: TextBuffer | undefined;
  return {
    program,
    frame,
    list,
    inline,
    reads: new Set(),
    writers: new Map(program.steps.map((step) => [step.out, step])),
    readers: countReaders(program),
    booleans() {
      booleans ??= placeDictionary(frame.memory, packDictionary(form.booleans));
      return booleans;
    },
    escaped: escapedPlacer(program, frame),
  };
}

/** Places the escaped form of a dictionary once, in however many parts of a row it stands. */
function escapedPlacer({ dictionaries }: Program, { memory }: Frame): CellPieces['escaped'] {
  const placed = new Map<CellForm, TextBuffer[]>();
  return (dictionary, cell) => {
    const known = placed.get(cell) ?? [];
    placed.set(cell, known);
    const packed = dictionaries[dictionary] as PackedDictionary;
    known[dictionary] ??= placeDictionary(memory, escapeDictionary(packed, cell));
    return known[dictionary];
  };
}

function countReaders({ steps, columns }: Program): ReadonlyMap<number, number> {
  const readers = new Map<number, number>();
  const all = [...steps.flatMap(inputRegisters), ...columns.map(({ register }) => register)];
  for (const register of all) readers.set(register, (readers.get(register) ?? 0) + 1);
  return readers;
}

/** Adds the pieces of one column's cells. */
export function addCell(to: CellPieces, register: number, type: ValueType, cell: CellForm): void {
  if (to.program.registers[register] === 'text') addText(to, register, cell);
  else addValue(to, register, type);
}

function addText(to: CellPieces, register: number, cell: CellForm): void {
  const step = to.writers.get(register);
  const mustEscape = ((to.program.escapes[register] as number) & cell.escapes) !== 0;
  if (step !== undefined) {
    if (step.kernel === 'gather' && addEntries(to, step, mustEscape ? cell : undefined)) return;
    // What nobody else reads is put together in the row, and its own step is left out.
    const isOwn = to.inline && to.readers.get(register) === 1;
    if (isOwn && addInline(to, step, cell, mustEscape)) return;
  }
  to.reads.add(register);
  const text = to.frame.buffer<'text'>(register, 'text');
  to.list.cell(mustEscape ? escapedText(text, cell) : { kind: 'views', text });
}

/** Cells are copied from the dictionary by their codes; false where entries are too long for that. */
function addEntries(
  { program, frame, list, reads, escaped }: CellPieces,
  { codes, dictionary }: StepOf<'gather'>,
  cell: CellForm | undefined,
): boolean {
  const packed = program.dictionaries[dictionary] as PackedDictionary;
  if (!hasShortEntries(packed)) return false;
  const isPlain = cell === undefined || (packed.escapes & cell.escapes) === 0;
  const entries = isPlain ? frame.dictionary(dictionary) : escaped(dictionary, cell);
  reads.add(codes);
  const kind = entries.length.every((length) => length <= SLOT_BYTES) ? 'short-entries' : 'entries';
  list.cell({ kind, codes: frame.buffer(codes, 'int'), entries });
  return true;
}

function hasShortEntries({ offsets }: PackedDictionary): boolean {
  return offsets.every((end, i) => i === 0 || end - (offsets[i - 1] as number) <= MAX_ENTRY_BYTES);
}

function addInline(to: CellPieces, step: Step, cell: CellForm, mustEscape: boolean): boolean {
  if (step.kernel !== 'concat') return !mustEscape && addSpelled(to, step);
  // Whether a field of CSV needs quotes is known only when all of it is there.
  if (mustEscape && cell.quoteWhenEscaped) return false;
  addParts(to, step, mustEscape ? cell : PLAIN_CELL);
  return true;
}

function addParts(to: CellPieces, { parts }: StepOf<'concat'>, cell: CellForm): void {
  for (const part of parts) {
    if (typeof part === 'string') to.list.text(escapeText(part, cell));
    else addText(to, part, cell);
  }
}

/** Text that is the spelling of a value is written from the value. */
function addSpelled(to: CellPieces, step: Step): boolean {
  switch (step.kernel) {
    case 'uuid-text':
    case 'bigint-text':
      addValue(to, step.value, undefined);
      return true;
    case 'number-text':
      addValue(to, step.value, step.type);
      return true;
    case 'digits':
      if (step.alphabet !== DECIMAL_DIGITS) return false;
      to.reads.add(step.value);
      to.list.cell(digitsCell(to.frame.buffer<'number'>(step.value, 'number'), step.width));
      return true;
    default:
      return false;
  }
}

function addValue(to: CellPieces, register: number, type: ValueType | undefined): void {
  const { frame, list } = to;
  to.reads.add(register);
  const kind = to.program.registers[register];
  if (kind === 'uuid') list.cell({ kind, words: frame.buffer(register, kind) });
  else if (kind === 'bigint') list.cell({ kind, values: frame.buffer(register, kind) });
  else if (kind === 'flag') {
    const codes = frame.buffer(register, kind);
    list.cell({ kind: 'byte-entries', codes, entries: to.booleans() });
  } else list.cell(numberCell(frame.buffer<'number'>(register, 'number'), type));
}

function digitsCell(values: Float64Array, width: number): PieceCell {
  return width === 0 ? { kind: 'integer', values } : { kind: 'padded', values, width };
}

function numberCell(values: Float64Array, type: ValueType | undefined): PieceCell {
  switch (type?.kind) {
    case 'timestamp':
    case 'date':
    case 'float':
      return { kind: type.kind, values };
    case 'decimal':
      return type.scale === 0
        ? { kind: 'integer', values }
        : { kind: 'decimal', values, scale: type.scale };
    default:
      return { kind: 'integer', values };
  }
}

function escapedText(text: TextBuffer, { style, formulaPrefix }: CellForm): PieceCell {
  switch (style) {
    case 'sql':
      return { kind: 'doubled', text, byte: "'".charCodeAt(0) };
    case 'csv':
      return { kind: style, text, formulaPrefix: formulaPrefix?.charCodeAt(0) ?? 0 };
    case 'json':
    case 'copy':
      return { kind: style, text };
    case 'plain':
      return { kind: 'views', text };
  }
}
