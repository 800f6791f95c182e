import type { Memory } from '../../kernels/memory.ts';
import type { ColumnMaskCounts } from '../mask-table.ts';
import type { PlannedColumn } from '../plan-masking.ts';
import type { CellViews } from './cell-mask.ts';
import type { CellRows } from './cell-rows.ts';

/** Counts what became of a column: see `ColumnMaskCounts`. */
export interface CellTally {
  /** @param column its number in the plan */
  add(rows: CellRows, column: number): void;
  counts(): ColumnMaskCounts;
}

export function openCellTally(
  { name, strategy, properties }: PlannedColumn,
  { bytes }: Memory,
): CellTally {
  const mustChange = properties.reveals === 'equality' && properties.permutes !== true;
  let masked = 0;
  let unchangedValues = 0;
  let rows = 0;
  return {
    add({ cells: all, masks: made, rowCount }, column) {
      const [cells, masks] = [all[column] as CellViews, made[column] as CellViews];
      rows += rowCount;
      for (let row = 0; row < rowCount; row++) masked += cells.valid[row] as number;
      if (mustChange) unchangedValues += countUnchanged(bytes, cells, masks, rowCount);
    },
    counts: () => ({
      column: name,
      strategy: strategy.name,
      reveals: properties.reveals,
      masked,
      nulls: rows - masked,
      unchangedValues,
    }),
  };
}

/** Cells with text whose mask is the same text. */
function countUnchanged(
  bytes: Uint8Array,
  cells: CellViews,
  masks: CellViews,
  rowCount: number,
): number {
  let count = 0;
  for (let row = 0; row < rowCount; row++) {
    const length = cells.length[row] as number;
    if (length === 0 || length !== masks.length[row]) continue;
    if (cells.valid[row] === 0 || masks.valid[row] === 0) continue;
    const one = cells.address[row] as number;
    const other = masks.address[row] as number;
    let at = 0;
    while (at < length && bytes[one + at] === bytes[other + at]) at += 1;
    if (at === length) count += 1;
  }
  return count;
}
