import type { ReadBatch } from '@rowmill/core/kernels';
import type { ReadItem } from './read-item.ts';

/** The rows of a batch that have to be looked at: those that columns have not let pass. */
export function* openRows(
  { rowCount }: ReadBatch,
  itemOf: (row: number) => ReadItem,
  passed: Uint8Array | undefined,
): Generator<ReadItem> {
  for (let row = 0; row < rowCount; row++) if (passed?.[row] !== 1) yield itemOf(row);
}

/** The row of this number, if it is one of the batch. */
export function* oneRow(
  { firstRow, rowCount }: ReadBatch,
  itemOf: (row: number) => ReadItem,
  wanted: number,
): Generator<ReadItem> {
  const row = wanted - 1 - firstRow;
  if (row >= 0 && row < rowCount) yield itemOf(row);
}
