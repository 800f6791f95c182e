import { type Frame, placeDictionary } from '../kernels/frame.ts';
import { allocate } from '../kernels/memory.ts';
import { BATCH_ROWS } from '../model/batch.ts';
import { packDictionary } from '../program/dictionary.ts';
import type { Program } from '../program/steps.ts';
import type { RowPiece } from '../wasm/row-pieces.ts';
import { addCell, type CellPieces, openCellPieces } from './cell-pieces.ts';
import { createPieceList, type PieceList } from './piece-list.ts';
import type { EncodedColumn } from './render.ts';
import type { TextForm } from './text-form.ts';

/** A row of one table in one form, as pieces. */
export interface RowLayout {
  readonly pieces: readonly RowPiece[];
  /** Registers that the pieces read. */
  readonly reads: ReadonlySet<number>;
  /** A way to begin for each row (see `chooseRowStarts`), where the form has several. */
  readonly starts: Uint8Array | undefined;
}

/**
 * Lays out the rows of a program. Text that nothing else reads is put together in the row itself: entries of
 * dictionaries, numbers and identifiers are written from their registers.
 *
 * @param inline false where every column is needed as a vector too
 */
export function layOutRows(
  form: TextForm,
  program: Program,
  frame: Frame,
  columns: readonly EncodedColumn[],
  inline: boolean,
): RowLayout {
  const list = createPieceList();
  const cells = openCellPieces(form, program, frame, list, inline);
  const starts = addRowStart(form, program, frame, columns, list);
  const between = form.between(columns);
  columns.forEach((column, c) => {
    list.text(between[c] as string);
    addColumn(cells, form, column, c);
  });
  list.text(between[columns.length] as string);
  return { pieces: list.finish(), reads: cells.reads, starts };
}

function addColumn(cells: CellPieces, form: TextForm, column: EncodedColumn, c: number): void {
  const { frame, list, program, reads } = cells;
  const { register, type, valid } = program.columns[c] as Program['columns'][number];
  const cell = form.cell(column);
  const quote = cell.quoteWhenEscaped ? '' : cell.quote;
  const addQuoted = (): void => {
    list.text(quote);
    addCell(cells, register, type, cell);
    list.text(quote);
  };
  if (valid === null) {
    addQuoted();
    return;
  }
  reads.add(valid);
  list.nullable(frame.buffer(valid, 'flag'), form.nullText, addQuoted);
}

function addRowStart(
  form: TextForm,
  { table }: Program,
  { memory }: Frame,
  columns: readonly EncodedColumn[],
  list: PieceList,
): Uint8Array | undefined {
  const { first, group, other } = form.rowStart(columns, table);
  const texts = [first, group, other];
  if (texts.every((text) => text === '')) return undefined;
  const codes = new Uint8Array(memory.buffer, allocate(memory, BATCH_ROWS), BATCH_ROWS);
  const entries = placeDictionary(memory, packDictionary(texts));
  list.cell({ kind: 'byte-entries', codes, entries });
  return codes;
}
