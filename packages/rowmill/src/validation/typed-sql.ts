import type { CellType, Operation, TypedExpression } from '@rowmill/core/engine';
import { quoteName, quoteText } from './sql-names.ts';

/**
 * An expression in the SQL of DuckDB, over the columns of the relation `r`. It means what the evaluation of the core
 * means, cell by cell; a test holds them against each other.
 *
 * Exact numbers are HUGEINTs of their digits: `12.50` is 1250. What does not fit is null, as there.
 */
export function typedSql(expression: TypedExpression): string {
  switch (expression.kind) {
    case 'column':
      return columnSql(`r.${quoteName(expression.name)}`, expression.type);
    case 'literal':
      return literalSql(expression.value, expression.type);
    case 'operation':
      return OPERATIONS[expression.operation](expression.parts.map(typedSql), expression);
  }
}

function columnSql(cell: string, type: CellType): string {
  switch (type.kind) {
    case 'exact':
      return type.scale === 0 ? cell : digitsOf(cell, type.scale);
    case 'float':
      return `CAST(${cell} AS DOUBLE)`;
    case 'text':
      return `CAST(${cell} AS VARCHAR)`;
    case 'boolean':
      return cell;
    case 'date':
      return `CAST(${cell} AS DATE)`;
    case 'timestamp':
      return `CAST(${cell} AS TIMESTAMP)`;
  }
}

/** A decimal of 38 digits may leave no room to be multiplied; its text has its digits all the same. */
function digitsOf(cell: string, scale: number): string {
  const text = `CAST(replace(CAST(${cell} AS VARCHAR), '.', '') AS HUGEINT)`;
  return `coalesce(TRY(CAST(${cell} * ${10n ** BigInt(scale)} AS HUGEINT)), ${text})`;
}

function literalSql(value: string | number | boolean, type: CellType): string {
  switch (type.kind) {
    case 'exact':
      return `${value}::HUGEINT`;
    case 'float':
      return `CAST('${value}' AS DOUBLE)`;
    case 'boolean':
      return value === true ? 'true' : 'false';
    case 'text':
      return quoteText(String(value));
    case 'date':
      return `DATE ${quoteText(String(value))}`;
    case 'timestamp':
      return `TIMESTAMP ${quoteText(String(value).replace('T', ' ').replace('Z', ''))}`;
  }
}

type Operated = Extract<TypedExpression, { kind: 'operation' }>;
type Writer = (parts: readonly string[], expression: Operated) => string;

/** Between two numbers: exact ones are null where they leave 127 bits. */
const arithmetic =
  (sign: string): Writer =>
  ([a, b], { type }) =>
    type.kind === 'exact'
      ? `TRY(CAST(${a} AS HUGEINT) ${sign} CAST(${b} AS HUGEINT))`
      : `(${a} ${sign} ${b})`;
const between =
  (sign: string): Writer =>
  ([a, b]) =>
    `(${a} ${sign} ${b})`;
const call =
  (name: string): Writer =>
  (parts) =>
    `${name}(${parts.join(', ')})`;
const part =
  (name: string): Writer =>
  ([a]) =>
    `CAST(${name}(${a}) AS HUGEINT)`;
/** The text where it has the form, an empty one otherwise, which can be cast to nothing. */
const readAs =
  (type: string, form: string): Writer =>
  ([a]) =>
    `TRY_CAST(regexp_extract(${a}, '^(${form})$', 0) AS ${type})`;

const DAY_FORM = '(?:[1-9]\\d{3}|\\d[1-9]\\d{2}|\\d{2}[1-9]\\d|\\d{3}[1-9])-\\d{2}-\\d{2}';
const TIME_FORM = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,6})?Z?';

const OPERATIONS: Readonly<Record<Operation, Writer>> = {
  add: arithmetic('+'),
  subtract: arithmetic('-'),
  multiply: arithmetic('*'),
  remainder: ([a, b], { type }) =>
    `(${a} % nullif(${b}, ${type.kind === 'exact' ? '0' : '0.0::DOUBLE'}))`,
  divide: ([a, b]) => `(${a} / nullif(${b}, 0.0::DOUBLE))`,
  negate: ([a], { type }) => (type.kind === 'exact' ? `TRY(-CAST(${a} AS HUGEINT))` : `(-${a})`),
  absolute: ([a], { type }) =>
    type.kind === 'exact' ? `TRY(abs(CAST(${a} AS HUGEINT)))` : `abs(${a})`,
  equal: between('='),
  less: between('<'),
  lessOrEqual: between('<='),
  concat: between('||'),
  and: between('AND'),
  or: between('OR'),
  not: ([a]) => `(NOT ${a})`,
  isIn: ([value, ...options]) => `(${value} IN (${options.join(', ')}))`,
  isNull: ([a]) => `(${a} IS NULL)`,
  coalesce: call('coalesce'),
  choose: ([test, yes, no]) => `CASE WHEN ${test} THEN ${yes} ELSE ${no} END`,
  rescale: ([a], { type, parts: [from] }) =>
    `TRY(CAST(${a} AS HUGEINT) * ${10n ** BigInt(scaleOf(type) - scaleOf(from?.type))}::HUGEINT)`,
  exactToFloat: ([a], { parts: [from] }) =>
    `(CAST(${a} AS DOUBLE) / ${10n ** BigInt(scaleOf(from?.type))}::DOUBLE)`,
  dateToTimestamp: ([a]) => `CAST(${a} AS TIMESTAMP)`,
  timestampToDate: ([a]) => `CAST(${a} AS DATE)`,
  textToNumber: readAs('DOUBLE', '-?\\d{1,300}(?:\\.\\d{1,300})?(?:[eE][+-]?\\d{1,3})?'),
  textToDate: readAs('DATE', DAY_FORM),
  textToTimestamp: readAs('TIMESTAMP', `${DAY_FORM}[T ]${TIME_FORM}`),
  length: part('length'),
  lower: call('lower'),
  upper: call('upper'),
  startsWith: call('starts_with'),
  endsWith: call('ends_with'),
  contains: call('contains'),
  matches: call('regexp_matches'),
  year: part('year'),
  month: part('month'),
  day: part('day'),
  daysBetween: ([a, b]) => `CAST(${b} - ${a} AS HUGEINT)`,
  addDays: ([a, b]) => addDays(a ?? '', b ?? ''),
};

/** A day outside of the years 1 to 9999 is null, and so is one that DuckDB cannot count to. */
function addDays(day: string, days: string): string {
  const epoch = "DATE '1970-01-01'";
  const number = `(CAST(${day} - ${epoch} AS HUGEINT) + CAST(${days} AS HUGEINT))`;
  // A list of one element keeps the sum from being written, and computed, three times.
  return `list_extract(list_transform([${number}], lambda n: CASE WHEN n BETWEEN -719162 AND 2932896 THEN ${epoch} + CAST(n AS INTEGER) END), 1)`;
}

const scaleOf = (type: CellType | undefined): number => (type?.kind === 'exact' ? type.scale : 0);
