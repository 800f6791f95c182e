import { type Decimal, parseDecimal } from './decimal.ts';
import type { ColumnMask, MaskColumn, MaskContext } from './define.ts';
import { MaskError } from './mask-error.ts';
import { maskRows } from './mask-rows.ts';

/** Texts in columns of floats that are no number of anybody. */
const NO_NUMBER = /^(?:nan|[+-]?inf(?:inity)?)$/i;

/**
 * Masks every number of a column. Null stays null; blank text, NaN and infinity stay as they are.
 *
 * @throws {@link MaskError} for a text that is no number.
 */
export function maskNumbers(
  context: MaskContext,
  setUp: (column: MaskColumn) => (number: Decimal, row: number) => string,
): ColumnMask {
  return maskRows((column) => {
    const mask = setUp(column);
    return (value, row) =>
      NO_NUMBER.test(value.trim()) ? value : mask(numberOf(value, context), row);
  });
}

function numberOf(value: string, { table, column }: MaskContext): Decimal {
  const number = parseDecimal(value);
  if (number !== undefined) return number;
  throw new MaskError(
    table,
    column,
    'a value is no number such as -12.50 - mask the column by another strategy, or give such values one by `mask: conditional`',
  );
}
