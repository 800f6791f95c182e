import type { ColumnShape } from '@rowmill/core';
import type { StoredTable } from '../check-sql.ts';
import { quoteName } from '../sql-names.ts';

/** A column of a table by its name. */
export function columnOf(name: string, { shape }: StoredTable): ColumnShape | undefined {
  return shape.columns.find((column) => column.name === name);
}

/** Whether a column holds days or instants. */
export const isTime = (column: ColumnShape | undefined): boolean =>
  column?.type.kind === 'date' || column?.type.kind === 'timestamp';

/** A cell as a DOUBLE: numbers as they are, days and instants in milliseconds since 1970; null for what is not finite. */
export function numberSql(name: string, column: ColumnShape | undefined): string {
  const cell = quoteName(name);
  if (isTime(column)) return `CAST(epoch_ms(TRY_CAST(${cell} AS TIMESTAMP)) AS DOUBLE)`;
  const number = `TRY_CAST(${cell} AS DOUBLE)`;
  return `CASE WHEN isfinite(${number}) THEN ${number} END`;
}

/** A cell as the text that the core writes for it. */
export function textSql(name: string, column: ColumnShape | undefined): string {
  const cell = quoteName(name);
  const text = `CAST(${cell} AS VARCHAR)`;
  switch (column?.type.kind) {
    case 'float':
      return `CASE WHEN ${cell} = trunc(${cell}) AND abs(${cell}) < 1e15 THEN CAST(CAST(${cell} AS BIGINT) AS VARCHAR) ELSE ${text} END`;
    case 'timestamp':
      return `coalesce(strftime(TRY_CAST(${cell} AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%gZ'), ${text})`;
    default:
      return text;
  }
}

/** Condition that none of the columns is null. */
export function presentSql(columns: readonly string[]): string {
  return columns.map((column) => `${quoteName(column)} IS NOT NULL`).join(' AND ');
}

/** The names of columns in a list. */
export const namesSql = (columns: readonly string[]): string => columns.map(quoteName).join(', ');

/** The numbers of the only row that a query gives; null as NaN. */
export function numbersOfRow(rows: readonly (readonly unknown[])[]): number[] {
  const [row = []] = rows;
  return row.map((cell) => (cell === null ? Number.NaN : Number(cell)));
}

/** Whether values of one of the columns must not appear. */
export function isHidden(columns: readonly string[], { hidden }: StoredTable): boolean {
  return columns.some((column) => hidden.has(column));
}
