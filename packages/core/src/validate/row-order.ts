import { type CellValue, compareCells } from '../expressions/cell-values.ts';
import { evaluateTyped } from '../expressions/evaluate-typed.ts';
import { groupOf } from './combine-values.ts';
import type { ExpectationQuery } from './define.ts';

type OrderQuery = Extract<ExpectationQuery, { failing: 'rows-out-of-order' }>;

/** A row, as far as its place in an order goes. */
export interface OrderedRow {
  readonly row: number;
  readonly group: string;
  readonly value: CellValue | null;
}

export function orderedRow(
  { value, by }: OrderQuery,
  row: number,
  cells: Readonly<Record<string, unknown>>,
): OrderedRow {
  return { row, group: groupOf(cells, by), value: evaluateTyped(value, cells) };
}

/** Numbers of the rows whose value is on the wrong side of the last one before it in their group. */
export function rowsOutOfOrder(
  { direction, strictly }: OrderQuery,
  rows: readonly OrderedRow[],
): readonly number[] {
  const last = new Map<string, CellValue>();
  const failing: number[] = [];
  for (const { row, group, value } of rows.toSorted((a, b) => a.row - b.row)) {
    if (value === null) continue;
    const before = last.get(group);
    last.set(group, value);
    if (before === undefined) continue;
    const step = compareCells(before, value) * (direction === 'increasing' ? 1 : -1);
    if (strictly ? step >= 0 : step > 0) failing.push(row);
  }
  return failing;
}
