import { CellTooLargeError } from '../errors.ts';
import { BATCH_ROWS, type Batch } from '../model/batch.ts';
import { HeapFull } from './memory.ts';
import type { MakeBatch } from './run-program.ts';

/**
 * Hands the rows from `firstRow` to `firstRow + rowCount` to `use`, batch by batch. A batch whose text does not
 * fit is halved and tried again, in `use` as well: output does not depend on where batches end.
 *
 * @param batchRows rows of a batch, BATCH_ROWS at most
 * @throws {@link CellTooLargeError} when one row alone does not fit.
 */
export function readBatches(
  make: MakeBatch,
  firstRow: number,
  rowCount: number,
  heapBytes: number,
  use: (batch: Batch) => void,
  batchRows: number = BATCH_ROWS,
): void {
  const end = firstRow + rowCount;
  let size = batchRows;
  for (let row = firstRow; row < end; ) {
    const count = Math.min(size, end - row);
    try {
      use(make(row, count));
      row += count;
    } catch (error) {
      if (!(error instanceof HeapFull)) throw error;
      if (count === 1) throw new CellTooLargeError(row, heapBytes, { cause: error });
      size = Math.ceil(count / 2);
    }
  }
}
