import { type Decimal, parseDecimal, withScale } from './decimal.ts';

const INTEGER = /^(?:(?:tiny|small|medium|big)?int(?:eger)?|int[248]|(?:small|big)?serial|year)\b/i;
const OTHER_NUMBER = /^(?:numeric|decimal|dec|real|double|float[48]?)\b/i;
const DAY = /^date\b/i;
const INSTANT = /^(?:timestamp|timestamptz|datetime)\b/i;
const BINARY = /^(?:bytea|(?:tiny|medium|long)?blob|(?:var)?binary)\b/i;

/** Whether a database type holds numbers. */
export function isNumberType(sourceType = ''): boolean {
  return (
    isIntegerType(sourceType) || (OTHER_NUMBER.test(sourceType.trim()) && !isArrayType(sourceType))
  );
}

/** Whether a database type holds whole numbers alone. */
export function isIntegerType(sourceType = ''): boolean {
  return INTEGER.test(sourceType.trim()) && !isArrayType(sourceType);
}

/** Whether a database type holds dates, with a time or without. */
export function isDateType(sourceType = ''): boolean {
  const type = sourceType.trim();
  return (DAY.test(type) || INSTANT.test(type)) && !isArrayType(type);
}

/** Whether a database type holds bytes. */
export function isBinaryType(sourceType = ''): boolean {
  return BINARY.test(sourceType.trim()) && !isArrayType(sourceType);
}

/** Whether a database type is an array of PostgreSQL. */
export function isArrayType(sourceType = ''): boolean {
  return sourceType.trim().endsWith('[]');
}

/** Whether a database type holds JSON documents. */
export function isJsonType(sourceType = ''): boolean {
  return /^jsonb?$/i.test(sourceType.trim());
}

/**
 * Least and greatest values of whole numbers.
 *
 * Source: PostgreSQL 17, table 8.2 (numeric types); MySQL 8.4, section 13.1.2 (integer types).
 */
const INTEGER_BITS: readonly (readonly [pattern: RegExp, bits: number])[] = [
  [/^tinyint/i, 8],
  [/^(?:smallint|int2|smallserial)/i, 16],
  [/^mediumint/i, 24],
  [/^(?:bigint|int8|bigserial)/i, 64],
  [/^(?:int|serial)/i, 32],
];

/** The number of a column's type that is nearest to a number: whole where it has to be, and within its bounds. */
export function fitNumber(value: Decimal, sourceType: string | undefined): Decimal {
  const type = sourceType?.trim() ?? '';
  if (isIntegerType(type)) return clamp(withScale(value, 0), integerBounds(type));
  const digits = /^(?:numeric|decimal|dec)\s*\((\d+)(?:\s*,\s*(\d+))?\)/i.exec(type);
  if (digits === null) return value;
  const scale = Number(digits[2] ?? 0);
  const most = 10n ** BigInt(Number(digits[1])) - 1n;
  return clamp(withScale(value, Math.min(scale, value.scale)), [
    { digits: /unsigned/i.test(type) ? 0n : -most, scale },
    { digits: most, scale },
  ]);
}

function integerBounds(type: string): readonly [Decimal, Decimal] {
  const bits = INTEGER_BITS.find(([pattern]) => pattern.test(type))?.[1] ?? 64;
  const isUnsigned = /unsigned/i.test(type);
  const half = 2n ** BigInt(bits - 1);
  const whole = (digits: bigint): Decimal => ({ digits, scale: 0 });
  return isUnsigned ? [whole(0n), whole(2n * half - 1n)] : [whole(-half), whole(half - 1n)];
}

/** The nearest number between two. */
export function clamp(value: Decimal, [least, most]: readonly [Decimal, Decimal]): Decimal {
  if (isLess(value, least)) return least;
  return isLess(most, value) ? most : value;
}

function isLess(one: Decimal, other: Decimal): boolean {
  const scale = Math.max(one.scale, other.scale);
  return withScale(one, scale).digits < withScale(other, scale).digits;
}

/** A bound that an option gives. */
export function boundOf(value: number | undefined): Decimal | undefined {
  return value === undefined ? undefined : parseDecimal(String(value));
}
