import { DataError } from '../../errors.ts';
import type { BatchColumn } from '../../model/batch.ts';
import type { PageRows } from './page.ts';
import type { PageSpace } from './page-space.ts';

/** The cells of one column in one page. */
export interface PageCells {
  readonly column: BatchColumn;
  /** First row of the page in the vector. */
  readonly from: number;
  readonly rowCount: number;
  readonly valueCount: number;
  /** Address of one flag a row, 0 where every cell has a value. */
  readonly valid: number;
  /** Number in the whole table of the first row of the page. */
  readonly firstRow: number;
}

/** @throws DataError when a column that cannot be null has a cell without a value. */
export function pageCells(
  { kernels }: PageSpace,
  { columns, from, rowCount, firstRow }: PageRows,
  c: number,
  nullable: boolean,
): PageCells {
  const column = columns[c] as BatchColumn;
  const { valid, name } = column;
  const place = { column, from, rowCount, firstRow: firstRow + from };
  if (valid === undefined) return { ...place, valueCount: rowCount, valid: 0 };
  const flags = valid.byteOffset + from;
  const valueCount = kernels.countFlags(flags, rowCount);
  if (valueCount === rowCount) return { ...place, valueCount, valid: 0 };
  if (!nullable) {
    const row = firstRow + valid.indexOf(0, from) + 1;
    throw new DataError(name, row, 'is null - declare the column nullable, or give it a value');
  }
  return { ...place, valueCount, valid: flags };
}
