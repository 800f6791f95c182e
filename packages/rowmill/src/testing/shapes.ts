import type { ColumnShape, TableShape, ValueType } from '@rowmill/core';

/** A column that tests need little of. */
export function column(
  name: string,
  kind: Exclude<ValueType['kind'], 'decimal'>,
  more: Partial<Omit<ColumnShape, 'name' | 'type'>> = {},
): ColumnShape {
  return { name, type: { kind }, nullable: false, ...more };
}

/** A table that tests need little of. */
export function table(
  name: string,
  columns: readonly ColumnShape[],
  more: Partial<Omit<TableShape, 'name' | 'columns'>> = {},
): TableShape {
  return { name, columns, key: [], unique: [], references: [], ...more };
}
