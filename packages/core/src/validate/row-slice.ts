/** Consecutive rows of one table, cells by column name; a missing cell is null. */
export interface RowSlice {
  readonly table: string;
  /** Row number of the first of them in the table, from 0. */
  readonly firstRow: number;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}
