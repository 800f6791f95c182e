import { addDecimals, type ExactDecimal, readDecimal } from '../../statistics/exact-decimal.ts';

/**
 * A cell as a number: numbers and texts of numbers as they are, days and instants in milliseconds since 1970. Undefined
 * for null and for what is no finite number.
 */
export function numberOfCell(cell: unknown): number | undefined {
  const number = typeof cell === 'string' ? numberOfText(cell) : plainNumber(cell);
  return Number.isFinite(number) ? number : undefined;
}

function plainNumber(cell: unknown): number {
  if (cell instanceof Date) return cell.getTime();
  return typeof cell === 'number' || typeof cell === 'bigint' ? Number(cell) : Number.NaN;
}

function numberOfText(text: string): number {
  if (/^\d{4}-\d\d-\d\d/.test(text)) return Date.parse(text);
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** A cell as an exact decimal; undefined for null and for what is no number. A float is the number that its text says. */
export function decimalOfCell(cell: unknown): ExactDecimal | undefined {
  return cell === null || cell === undefined ? undefined : readDecimal(String(cell));
}

/** A cell as text, equal where the values are; undefined for null. */
export function textOfCell(cell: unknown): string | undefined {
  if (cell === null || cell === undefined) return undefined;
  return cell instanceof Date ? cell.toISOString() : String(cell);
}

/** The sum of two, of which one may be missing. */
export function addCells(
  one: ExactDecimal | undefined,
  other: ExactDecimal | undefined,
): ExactDecimal | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return addDecimals(one, other);
}

/** Both tallies as one. */
export function mergeTallies<Key>(
  one: ReadonlyMap<Key, number>,
  other: ReadonlyMap<Key, number>,
): ReadonlyMap<Key, number> {
  const merged = new Map(one);
  for (const [key, count] of other) merged.set(key, (merged.get(key) ?? 0) + count);
  return merged;
}

/** How often each value occurs; undefined ones are left out. */
export function tally<Key>(keys: readonly (Key | undefined)[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
