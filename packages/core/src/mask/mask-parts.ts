import type { ColumnMask, MaskColumn } from './define.ts';

/** A part of a cell: the row it stands in, and its text. */
export interface CellPart {
  readonly row: number;
  readonly value: string;
}

/** Masks parts of cells, however many a row has: columns that the mask reads are those of the parts' rows. */
export function maskParts(
  mask: ColumnMask,
  parts: readonly CellPart[],
  column: MaskColumn,
): readonly (string | null)[] {
  if (parts.length === 0) return [];
  const spread =
    (read: MaskColumn['other']): MaskColumn['other'] =>
    (name) => {
      const cells = read(name);
      return parts.map(({ row }) => cells[row] ?? null);
    };
  return mask({
    values: parts.map(({ value }) => value),
    other: spread((name) => column.other(name)),
    masked: spread((name) => column.masked(name)),
    firstRow: column.firstRow,
  });
}
