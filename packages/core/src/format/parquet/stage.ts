import type { Batch, BatchColumn } from '../../model/batch.ts';
import type { PageRows } from './page.ts';
import type { PageSpace } from './page-space.ts';
import { openStagedColumn } from './staged-column.ts';

/** Copies of rows that wait for the rest of their page. */
export interface Stage {
  rowCount(): number;
  /** Text of the rows, by column. */
  textBytes(): Float64Array;
  /** @param isNear the batch lies in the memory of the space */
  add(batch: Batch, from: number, rows: number, isNear: boolean): void;
  /** The rows as a page; they are valid until rows are added again. */
  take(): PageRows;
}

export function openStage(space: PageSpace): Stage {
  const arena = { at: space.regions.texts };
  const columns = space.columns.map((column) => openStagedColumn(space, column, arena));
  const textBytes = new Float64Array(columns.length);
  let rowCount = 0;
  let firstRow = 0;
  return {
    rowCount: () => rowCount,
    textBytes: () => textBytes,
    add(batch, from, rows, isNear) {
      if (rowCount === 0) firstRow = batch.firstRow + from;
      for (const [c, column] of columns.entries()) {
        const before = arena.at;
        column.add(batch.columns[c] as BatchColumn, { batch, from, rows, isNear }, rowCount);
        textBytes[c] = (textBytes[c] as number) + arena.at - before;
      }
      rowCount += rows;
    },
    take() {
      const page = { columns: columns.map((column) => column.take()), from: 0, rowCount, firstRow };
      rowCount = 0;
      textBytes.fill(0);
      arena.at = space.regions.texts;
      return page;
    },
  };
}
