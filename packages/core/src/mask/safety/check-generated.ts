import type { RequestIssue } from '../../errors.ts';
import {
  columnPath,
  isDropped,
  isKept,
  type SafetyCheck,
  type SafetyColumn,
} from './planned-table.ts';

/**
 * What a database computes from other columns tells what they were, and takes no value: such a column is left out, or
 * kept where all that it is computed from is kept.
 */
export const checkGenerated: SafetyCheck = ({ table, columns }) =>
  columns
    .filter(({ found }) => found.generated)
    .filter((column) => !isDropped(column) && !isKeptWithOthers(column, columns))
    .map(
      ({ planned }): RequestIssue => ({
        path: columnPath(table, planned.name),
        code: 'generated-column',
        message: `the database computes this column from others, but ${planned.strategy.name} gives it a value of its own`,
        hint: 'use `mask: drop`; a copy of it can be made from masks by derived or template in another column',
      }),
    );

function isKeptWithOthers(column: SafetyColumn, all: readonly SafetyColumn[]): boolean {
  const { default: expression } = column.found;
  if (!isKept(column) || expression === undefined) return false;
  return all.every(
    (other) => other === column || isKept(other) || !mentions(expression, other.planned.name),
  );
}

/** A name in quotes, or between what no name has in it. */
function mentions(expression: string, column: string): boolean {
  return (
    expression.split(/[^\p{L}\p{N}_$]+/u).includes(column) || expression.includes(`"${column}"`)
  );
}
