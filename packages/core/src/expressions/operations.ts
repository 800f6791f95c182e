import { type CellValue, compareCells, readDate, readTimestamp } from './cell-values.ts';
import { compilePattern } from './pattern.ts';
import { changeCase } from './simple-case.ts';
import type { Operation, TypedExpression } from './typed-expression.ts';

type Cell = CellValue | null;
type Operated = Extract<TypedExpression, { kind: 'operation' }>;
type Meaning = (values: readonly Cell[], expression: Operated) => Cell;

const MOST = 2n ** 127n - 1n;
const DAY_MICROS = 86_400_000_000n;
const DAY_MS = 86_400_000;

/** What every operation is worth, null included. */
export const OPERATIONS: Readonly<Record<Operation, Meaning>> = {
  add: numbers(
    (a, b) => a + b,
    (a, b) => a + b,
  ),
  subtract: numbers(
    (a, b) => a - b,
    (a, b) => a - b,
  ),
  multiply: numbers(
    (a, b) => a * b,
    (a, b) => a * b,
  ),
  remainder: numbers(
    (a, b) => (b === 0n ? null : a % b),
    (a, b) => (b === 0 ? null : a % b),
  ),
  divide: numbers(
    () => null,
    (a, b) => (b === 0 ? null : a / b),
  ),
  negate: numbers(
    (a) => -a,
    (a) => -a,
  ),
  absolute: numbers(
    (a) => (a < 0n ? -a : a),
    (a) => Math.abs(a),
  ),
  equal: strict(([a = 0, b = 0]) => compareCells(a, b) === 0),
  less: strict(([a = 0, b = 0]) => compareCells(a, b) < 0),
  lessOrEqual: strict(([a = 0, b = 0]) => compareCells(a, b) <= 0),
  and: (values) => (values.includes(false) ? false : values.includes(null) ? null : true),
  or: (values) => (values.includes(true) ? true : values.includes(null) ? null : false),
  not: strict(([a]) => a === false),
  isIn: ([value = null, ...options]) => isIn(value, options),
  isNull: ([a]) => a === null,
  coalesce: (values) => values.find((value) => value !== null) ?? null,
  choose: ([test, yes = null, no = null]) => (test === true ? yes : no),
  rescale: strict(([a = 0], expression) =>
    bounded(BigInt(a) * 10n ** BigInt(scaleOf(expression) - scaleOf(expression.parts[0]))),
  ),
  exactToFloat: strict(([a], { parts: [from] }) => Number(a) / 10 ** scaleOf(from)),
  dateToTimestamp: strict(([a = 0]) => BigInt(a) * DAY_MICROS),
  timestampToDate: strict(([a = 0]) => Number(floorDivide(BigInt(a), DAY_MICROS))),
  textToNumber: strict(([a]) => (NUMBER.test(String(a)) ? Number(a) : null)),
  textToDate: strict(([a]) => readDate(String(a))),
  textToTimestamp: strict(([a]) => readTimestamp(String(a))),
  length: strict(([a]) => BigInt([...String(a)].length)),
  lower: strict(([a]) => changeCase(String(a), 'lower')),
  upper: strict(([a]) => changeCase(String(a), 'upper')),
  concat: strict(([a, b]) => `${a}${b}`),
  startsWith: strict(([a, b]) => String(a).startsWith(String(b))),
  endsWith: strict(([a, b]) => String(a).endsWith(String(b))),
  contains: strict(([a, b]) => String(a).includes(String(b))),
  matches: strict(([a, b]) => compilePattern(String(b)).test(String(a))),
  year: strict(([a]) => BigInt(dayOf(a).getUTCFullYear())),
  month: strict(([a]) => BigInt(dayOf(a).getUTCMonth() + 1)),
  day: strict(([a]) => BigInt(dayOf(a).getUTCDate())),
  daysBetween: strict(([a, b]) => BigInt(Number(b) - Number(a))),
  addDays: strict(([a, b]) => withinYears(Number(a) + Number(b))),
};

/** Text that `number()` takes for a number; anything else is null. */
const NUMBER = /^-?\d{1,300}(\.\d{1,300})?([eE][+-]?\d{1,3})?$/;

/** An operation that is null where one of its parts is. */
function strict(meaning: (values: readonly CellValue[], expression: Operated) => Cell): Meaning {
  return (values, expression) => {
    const present = values.filter((value) => value !== null);
    return present.length < values.length ? null : meaning(present, expression);
  };
}

/** An operation on exact numbers or on floats; null where an exact one has more than 127 bits. */
function numbers(
  exact: (a: bigint, b: bigint) => bigint | null,
  float: (a: number, b: number) => number | null,
): Meaning {
  return strict(([a, b]) => {
    if (typeof a === 'bigint') return bounded(exact(a, typeof b === 'bigint' ? b : 0n));
    return float(Number(a), Number(b));
  });
}

function bounded(value: bigint | null): bigint | null {
  return value === null || value > MOST || value < -MOST ? null : value;
}

/** As SQL has it: an option that is null may be the value. */
function isIn(value: Cell, options: readonly Cell[]): boolean | null {
  if (value === null) return null;
  if (options.some((option) => option !== null && compareCells(value, option) === 0)) return true;
  return options.includes(null) ? null : false;
}

/** Digits behind the point of an exact number. */
function scaleOf(expression: TypedExpression | undefined): number {
  return expression?.type.kind === 'exact' ? expression.type.scale : 0;
}

function floorDivide(a: bigint, b: bigint): bigint {
  return a < 0n && a % b !== 0n ? a / b - 1n : a / b;
}

/** Dates and timestamps are brought to days first. */
function dayOf(days: CellValue | undefined): Date {
  return new Date(Number(days) * DAY_MS);
}

const FIRST_DAY = -719_162;
const LAST_DAY = 2_932_896;

/** Days of the years 1 to 9999; null for others. */
function withinYears(days: number): number | null {
  return days < FIRST_DAY || days > LAST_DAY ? null : days;
}
