import type { PieceCell, RowPiece } from '../wasm/row-pieces.ts';

/** Collects the pieces of a row from left to right; literals that meet become one. */
export interface PieceList {
  text(literal: string): void;
  cell(cell: PieceCell): void;
  /** Pieces that `nullText` stands for in rows without a value. */
  nullable(valid: Uint8Array, nullText: string, addPieces: () => void): void;
  finish(): readonly RowPiece[];
}

export function createPieceList(): PieceList {
  const pieces: RowPiece[] = [];
  let literal = '';
  const cell = (next: PieceCell): number => {
    const index = pieces.push({ literal, cell: next }) - 1;
    literal = '';
    return index;
  };
  const flush = (): void => {
    if (literal !== '') cell({ kind: 'none' });
  };
  return {
    cell,
    text(more) {
      literal += more;
    },
    nullable(valid, nullText, addPieces) {
      const before = literal;
      const index = cell({ kind: 'none' });
      addPieces();
      flush();
      const skip = pieces.length - index - 1;
      pieces[index] = { literal: before, cell: { kind: 'nullable', valid, nullText, skip } };
    },
    finish() {
      flush();
      return pieces;
    },
  };
}
