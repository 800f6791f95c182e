import { readDate, readTimestamp } from './cell-values.ts';
import type { CellKind, CellType, Operation, TypedExpression } from './typed-expression.ts';

/** How messages call the kinds of cells. */
export const KIND_NAMES: Readonly<Record<CellKind, string>> = {
  exact: 'a number',
  float: 'a number',
  text: 'text',
  boolean: 'true or false',
  date: 'a date',
  timestamp: 'a timestamp',
};

export const BOOLEAN: CellType = { kind: 'boolean' };
export const FLOAT: CellType = { kind: 'float' };
export const TEXT: CellType = { kind: 'text' };
export const WHOLE: CellType = { kind: 'exact', scale: 0 };
export const DATE: CellType = { kind: 'date' };
export const TIMESTAMP: CellType = { kind: 'timestamp' };

/** Most digits behind the point; products of more become floats. */
const MOST_DIGITS = 30;

export function operate(
  operation: Operation,
  parts: readonly TypedExpression[],
  type: CellType,
): TypedExpression {
  return { kind: 'operation', operation, parts, type };
}

export const isNumber = ({ type }: TypedExpression): boolean =>
  type.kind === 'exact' || type.kind === 'float';
export const isTime = ({ type }: TypedExpression): boolean =>
  type.kind === 'date' || type.kind === 'timestamp';

export const textLiteral = (value: string): TypedExpression => ({
  kind: 'literal',
  type: TEXT,
  value,
});

/** A number as it is written: exact with as many digits as it has, a float with an exponent. */
export function numberLiteral(raw: string): TypedExpression {
  const [, whole = '', fraction = ''] = /^-?(\d*)\.?(\d*)$/.exec(raw) ?? [];
  const digits = `${whole}${fraction}`;
  if (digits === '' || digits.length > MOST_DIGITS)
    return { kind: 'literal', type: FLOAT, value: Number(raw) };
  const value = `${raw.startsWith('-') ? '-' : ''}${digits}`;
  return { kind: 'literal', type: { kind: 'exact', scale: fraction.length }, value };
}

/** An exact number as a float. */
export function toFloat(expression: TypedExpression): TypedExpression {
  const { type } = expression;
  if (type.kind !== 'exact') return expression;
  if (expression.kind !== 'literal') return operate('exactToFloat', [expression], FLOAT);
  return { kind: 'literal', type: FLOAT, value: Number(`${expression.value}e-${type.scale}`) };
}

function toScale(expression: TypedExpression, scale: number): TypedExpression {
  const { type } = expression;
  if (type.kind !== 'exact' || type.scale === scale) return expression;
  if (expression.kind !== 'literal')
    return operate('rescale', [expression], { kind: 'exact', scale });
  const value = `${expression.value}${'0'.repeat(scale - type.scale)}`;
  return { kind: 'literal', type: { kind: 'exact', scale }, value };
}

/** Numbers as floats where one of them is, as exact numbers of one scale otherwise. */
export function alikeNumbers(parts: readonly TypedExpression[]): readonly TypedExpression[] {
  const scales = parts.map(({ type }) => (type.kind === 'exact' ? type.scale : undefined));
  const known = scales.filter((scale) => scale !== undefined);
  if (known.length < parts.length) return parts.map(toFloat);
  const scale = Math.max(...known);
  return parts.map((part) => toScale(part, scale));
}

/** Scale of a product; undefined where it takes floats. */
export function productScale([a, b]: readonly TypedExpression[]): number | undefined {
  if (a?.type.kind !== 'exact' || b?.type.kind !== 'exact') return undefined;
  const scale = a.type.scale + b.type.scale;
  return scale > MOST_DIGITS ? undefined : scale;
}

/** A text in quotes as the date or timestamp that stands beside it. */
export function timeLiteral(expression: TypedExpression): TypedExpression | undefined {
  if (expression.kind !== 'literal' || expression.type.kind !== 'text') return undefined;
  const value = String(expression.value);
  if (readDate(value) !== null) return { kind: 'literal', type: DATE, value };
  return readTimestamp(value) === null ? undefined : { kind: 'literal', type: TIMESTAMP, value };
}

export function toTimestamp(expression: TypedExpression): TypedExpression {
  if (expression.type.kind !== 'date') return expression;
  if (expression.kind !== 'literal') return operate('dateToTimestamp', [expression], TIMESTAMP);
  return { kind: 'literal', type: TIMESTAMP, value: `${expression.value}T00:00:00Z` };
}

export function toDate(expression: TypedExpression): TypedExpression {
  return expression.type.kind === 'timestamp'
    ? operate('timestampToDate', [expression], DATE)
    : expression;
}

/** Parts of one type, so that they can be compared or chosen among; undefined where they have none in common. */
export function alike(parts: readonly TypedExpression[]): readonly TypedExpression[] | undefined {
  if (parts.every(isNumber)) return alikeNumbers(parts);
  const times = parts.some(isTime)
    ? parts.map((part) => (isTime(part) ? part : timeLiteral(part)))
    : [];
  const known = times.filter((part) => part !== undefined);
  if (times.length > 0 && known.length === times.length) {
    return known.every(({ type }) => type.kind === 'date') ? known : known.map(toTimestamp);
  }
  const kind = parts[0]?.type.kind;
  return parts.every(({ type }) => type.kind === kind) ? parts : undefined;
}
