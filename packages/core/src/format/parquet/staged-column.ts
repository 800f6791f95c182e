import type { BatchColumn, TextVector, Vector } from '../../model/batch.ts';
import { PAGE_ROWS } from './limits.ts';
import type { ColumnSpace, PageSpace } from './page-space.ts';
import type { StagedCells, StagedPiece } from './staged.ts';
import { openStagedTexts } from './staged-texts.ts';

/** One column of the rows that wait. */
export interface StagedColumn {
  /** @param to row of the page that takes the first cell */
  add(column: BatchColumn, piece: StagedPiece, to: number): void;
  take(): BatchColumn;
}

/** @param arena next free byte for texts, which all columns share */
export function openStagedColumn(
  space: PageSpace,
  place: ColumnSpace,
  arena: { at: number },
): StagedColumn {
  const flags = new Uint8Array(space.memory.buffer, place.valid, PAGE_ROWS);
  let first: BatchColumn | undefined;
  let cells: StagedCells | undefined;
  return {
    add(column, piece, to) {
      const { from, rows } = piece;
      first ??= column;
      if (column.valid === undefined) flags.fill(1, to, to + rows);
      else flags.set(column.valid.subarray(from, from + rows), to);
      const { kind } = column.vector;
      cells ??=
        kind === 'text' ? openStagedTexts(space, place, arena) : openFixed(space, place, kind);
      cells.add(column, piece, to);
    },
    take() {
      if (first === undefined || cells === undefined)
        throw new TypeError('no rows wait for their page');
      return { name: first.name, type: first.type, vector: cells.take(), valid: flags };
    },
  };
}

type FixedVector = Exclude<Vector, TextVector>;

function openFixed(
  { memory: { buffer, bytes } }: PageSpace,
  { cells }: ColumnSpace,
  kind: FixedVector['kind'],
): StagedCells {
  return {
    add({ vector }, { from, rows }, to) {
      const { source, size } = cellsOf(vector as FixedVector);
      const start = source.byteOffset + size * from;
      bytes.set(new Uint8Array(source.buffer, start, size * rows), cells + size * to);
    },
    take() {
      switch (kind) {
        case 'uuid':
          return { kind, words: new Int32Array(buffer, cells, 4 * PAGE_ROWS) };
        case 'boolean':
          return { kind, values: new Uint8Array(buffer, cells, PAGE_ROWS) };
        case 'bigint':
          return { kind, values: new BigInt64Array(buffer, cells, PAGE_ROWS) };
        case 'number':
          return { kind, values: new Float64Array(buffer, cells, PAGE_ROWS) };
      }
    },
  };
}

function cellsOf(vector: FixedVector): { source: ArrayBufferView; size: number } {
  if (vector.kind === 'uuid') return { source: vector.words, size: 16 };
  return { source: vector.values, size: vector.kind === 'boolean' ? 1 : 8 };
}
