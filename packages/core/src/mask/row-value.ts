import { compareDecimals, type Decimal, parseDecimal, trimmed, writeDecimal } from './decimal.ts';

/** What an expression over the cells of a row can be; a cell itself is a text. */
export type RowValue = string | Decimal | boolean | null;

function isDecimal(value: RowValue): value is Decimal {
  return typeof value === 'object' && value !== null;
}

/** The number that a value is or spells; undefined for any other. */
export function numberOf(value: RowValue): Decimal | undefined {
  if (isDecimal(value)) return value;
  return typeof value === 'string' ? parseDecimal(value) : undefined;
}

/** The text of a value, as a cell has it. */
export function textOf(value: RowValue): string | null {
  if (isDecimal(value)) return writeDecimal(trimmed(value));
  return typeof value === 'boolean' ? String(value) : value;
}

/** Texts of databases for true and false. */
const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['t', true],
  ['1', true],
  ['false', false],
  ['f', false],
  ['0', false],
]);

/** Whether a condition holds; null and what is no truth value do not. */
export function holds(value: RowValue): boolean {
  return truthOf(value) === true;
}

/** The truth that a value is or spells. */
export function truthOf(value: RowValue): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return TRUTHS.get((textOf(value) ?? '').toLowerCase());
}

/**
 * Below, at or above zero as one value is below, at or above the other. Numbers are compared with what spells a number,
 * truths with what spells one, and texts with each other: as numbers where both spell one.
 *
 * @returns undefined where there is no order, as with null
 */
export function compareValues(one: RowValue, other: RowValue): number | undefined {
  if (one === null || other === null) return undefined;
  if (typeof one === 'boolean' || typeof other === 'boolean') {
    const [left, right] = [truthOf(one), truthOf(other)];
    return left === undefined || right === undefined ? undefined : Number(left) - Number(right);
  }
  const [left, right] = [numberOf(one), numberOf(other)];
  if (left !== undefined && right !== undefined) return compareDecimals(left, right);
  return typeof one === 'string' && typeof other === 'string'
    ? compareTexts(one, other)
    : undefined;
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Whether two values are equal; texts are equal only to the letter, so that `01` is not `1`. */
export function isEqual(one: RowValue, other: RowValue): boolean {
  if (one === null || other === null) return one === other;
  if (typeof one === 'string' && typeof other === 'string') return one === other;
  return compareValues(one, other) === 0;
}
