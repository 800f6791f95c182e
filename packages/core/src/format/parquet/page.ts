import type { BatchColumn } from '../../model/batch.ts';

/** Rows that make one page of every column. Their cells lie in the memory of the space. */
export interface PageRows {
  readonly columns: readonly BatchColumn[];
  /** First row of the page in the vectors. */
  readonly from: number;
  readonly rowCount: number;
  /** Number in the whole table of the row that the vectors begin with. */
  readonly firstRow: number;
}
