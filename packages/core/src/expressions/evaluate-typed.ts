import { type CellValue, readCell } from './cell-values.ts';
import { OPERATIONS } from './operations.ts';
import type { TypedExpression } from './typed-expression.ts';

/** A row: cells by column name, a missing cell is null. */
export type Cells = Readonly<Record<string, unknown>>;

/** What an expression is worth in a row. */
export function evaluateTyped(expression: TypedExpression, cells: Cells): CellValue | null {
  switch (expression.kind) {
    case 'column':
      return readCell(cells[expression.name], expression.type);
    case 'literal':
      return readCell(expression.value, scaleless(expression));
    case 'operation': {
      const { operation, parts } = expression;
      const values = parts.map((part) => evaluateTyped(part, cells));
      return OPERATIONS[operation](values, expression);
    }
  }
}

/** Whether a condition holds: one that is null does not. */
export const isTrue = (value: CellValue | null): boolean => value === true;

/** Literals have their digits without the point. */
function scaleless({ type }: TypedExpression): TypedExpression['type'] {
  return type.kind === 'exact' ? { kind: 'exact', scale: 0 } : type;
}
