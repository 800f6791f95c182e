import { compare, typeColumn } from '../expressions/type-expression.ts';
import type { CellType, Condition, TypedExpression } from '../expressions/typed-expression.ts';
import {
  alike,
  BOOLEAN,
  KIND_NAMES,
  numberLiteral,
  operate,
  textLiteral,
} from '../expressions/typed-parts.ts';
import type { ExpectationContext } from './define.ts';

/** A value as a request has it: a number, a truth value, or text, which is also a date or a number of many digits. */
export type WrittenValue = string | number | boolean;

/** Every one of some conditions. */
export function allOf(conditions: readonly TypedExpression[]): Condition {
  const whole = conditions.reduce((all, one) => operate('and', [all, one], BOOLEAN));
  return { ...whole, type: { kind: 'boolean' } };
}

/** The same condition for each of some columns. */
export function forColumns(
  columns: readonly string[],
  { table }: ExpectationContext,
  conditionOf: (column: TypedExpression, name: string) => TypedExpression,
): Condition {
  return allOf(columns.map((name) => conditionOf(typeColumn(name, table), name)));
}

/** @throws RangeError when the column holds anything but text. */
export function textColumn(column: TypedExpression, name: string): TypedExpression {
  if (column.type.kind === 'text') return column;
  throw new RangeError(`${name} is ${KIND_NAMES[column.type.kind]}, and not text`);
}

/** @throws RangeError when the column has no order that says something: truth values. */
export function orderedColumn(column: TypedExpression, name: string): TypedExpression {
  if (column.type.kind !== 'boolean') return column;
  throw new RangeError(`${name} is true or false, which has no order`);
}

/** @throws RangeError when a value cannot be one of the column. */
function literalLike(
  { type }: TypedExpression,
  value: WrittenValue,
  name: string,
): TypedExpression {
  const literal = literalOf(type, value);
  const [, same] =
    literal === undefined ? [] : (alike([{ kind: 'column', name, type }, literal]) ?? []);
  if (same !== undefined) return same;
  throw new RangeError(
    `${JSON.stringify(value)} cannot be a value of ${name}, which is ${KIND_NAMES[type.kind]}`,
  );
}

const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

function literalOf(type: CellType, value: WrittenValue): TypedExpression | undefined {
  if (typeof value === 'boolean') return { kind: 'literal', type: BOOLEAN, value };
  const text = String(value);
  if (type.kind === 'exact' || type.kind === 'float')
    return NUMBER.test(text) ? numberLiteral(text) : undefined;
  return typeof value === 'number' ? undefined : textLiteral(text);
}

/** A column against a value, which is brought to its type. */
export function comparedWith(
  column: TypedExpression,
  operator: '<' | '<=' | '>' | '>=',
  { value, name }: { readonly value: WrittenValue; readonly name: string },
): TypedExpression {
  const found = compare(operator, [column, literalLike(column, value, name)]);
  if (found !== undefined) return found;
  throw new RangeError(`${name} cannot be compared with ${JSON.stringify(value)}`);
}

/** Whether a value is in a set: columns and values of one type. */
export function inSet(
  column: TypedExpression,
  values: readonly WrittenValue[],
  name: string,
): TypedExpression {
  const literals = values.map((value) => literalLike(column, value, name));
  const same = alike([column, ...literals]);
  if (same === undefined) throw new RangeError(`the values of ${name} have no type in common`);
  return operate('isIn', same, BOOLEAN);
}

/** Columns that an expression reads, each once. */
export function columnsIn(expression: TypedExpression): readonly string[] {
  switch (expression.kind) {
    case 'column':
      return [expression.name];
    case 'literal':
      return [];
    case 'operation':
      return [...new Set(expression.parts.flatMap(columnsIn))];
  }
}
