import type { BinarySign, Expression } from '../expressions/expression.ts';
import { parseExpression } from '../expressions/parse-expression.ts';
import { didYouMean } from '../request/nearest.ts';
import {
  addDecimals,
  type Decimal,
  decimalOf,
  divideDecimals,
  multiplyDecimals,
  negateDecimal,
  parseDecimal,
  remainderOf,
  toNumber,
} from './decimal.ts';
import { ROW_FUNCTIONS, type RowWorld } from './row-functions.ts';
import {
  compareValues,
  holds,
  isEqual,
  numberOf,
  type RowValue,
  textOf,
  truthOf,
} from './row-value.ts';

/** The cell of a column in the row that is looked at. */
export type RowCells = (column: string) => string | null;

/** An expression over the cells of a row, which are texts. */
export interface RowExpression {
  /** Columns that it names. */
  readonly columns: readonly string[];
  evaluate(cells: RowCells, world: RowWorld): RowValue;
}

type Evaluate = RowExpression['evaluate'];

/**
 * Reads an expression in the language of `derive`. Cells are texts: what spells a number counts as one where it meets
 * an arithmetic sign or a number; `+` joins where one side spells none.
 *
 * A null makes the result null; a condition that is null does not hold.
 *
 * @throws RangeError when it is no expression, or calls a function that there is not.
 */
export function compileRowExpression(text: string): RowExpression {
  const columns = new Set<string>();
  const evaluate = compile(parseExpression(text), columns);
  return { columns: [...columns], evaluate };
}

function compile(expression: Expression, columns: Set<string>): Evaluate {
  switch (expression.kind) {
    case 'literal':
      return literal(expression);
    case 'column': {
      const { name } = expression;
      columns.add(name);
      return (cells) => cells(name);
    }
    case 'unary':
      return unary(expression, columns);
    case 'binary':
      return binary(expression, columns);
    case 'conditional': {
      const [test, yes, no] = [expression.test, expression.yes, expression.no].map((part) =>
        compile(part, columns),
      ) as [Evaluate, Evaluate, Evaluate];
      return (cells, world) => (holds(test(cells, world)) ? yes : no)(cells, world);
    }
    case 'call':
      return call(expression, columns);
  }
}

function literal({ value, raw }: Extract<Expression, { kind: 'literal' }>): Evaluate {
  const constant = typeof value === 'number' ? (parseDecimal(raw) ?? decimalOf(value)) : value;
  return () => constant;
}

function unary(
  { operator, argument }: Extract<Expression, { kind: 'unary' }>,
  columns: Set<string>,
): Evaluate {
  const inner = compile(argument, columns);
  return (cells, world) => {
    const value = inner(cells, world);
    if (operator === '!') return negateTruth(value);
    const number = numberOf(value);
    if (number === undefined) return null;
    return operator === '-' ? negateDecimal(number) : number;
  };
}

function negateTruth(value: RowValue): RowValue {
  const truth = truthOf(value);
  return truth === undefined ? null : !truth;
}

function binary(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  columns: Set<string>,
): Evaluate {
  const [one, other] = [compile(left, columns), compile(right, columns)];
  if (operator === '&&')
    return (cells, world) => holds(one(cells, world)) && holds(other(cells, world));
  if (operator === '||')
    return (cells, world) => holds(one(cells, world)) || holds(other(cells, world));
  if (operator === '??') return (cells, world) => one(cells, world) ?? other(cells, world);
  const combine = COMBINE[operator];
  return (cells, world) => combine(one(cells, world), other(cells, world));
}

type Combine = (one: RowValue, other: RowValue) => RowValue;

const ofOrder =
  (test: (order: number) => boolean): Combine =>
  (one, other) => {
    const order = compareValues(one, other);
    return order === undefined ? null : test(order);
  };

const ofNumbers =
  (calculate: (one: Decimal, other: Decimal) => Decimal | undefined): Combine =>
  (one, other) => {
    const [left, right] = [numberOf(one), numberOf(other)];
    return left === undefined || right === undefined ? null : (calculate(left, right) ?? null);
  };

const COMBINE: Readonly<Record<Exclude<BinarySign, '&&' | '||' | '??'>, Combine>> = {
  '==': isEqual,
  '!=': (one, other) => !isEqual(one, other),
  '<': ofOrder((order) => order < 0),
  '<=': ofOrder((order) => order <= 0),
  '>': ofOrder((order) => order > 0),
  '>=': ofOrder((order) => order >= 0),
  '+': (one, other) => {
    const sum = ofNumbers(addDecimals)(one, other);
    const [left, right] = [textOf(one), textOf(other)];
    return sum ?? (left === null || right === null ? null : left + right);
  },
  '-': ofNumbers((one, other) => addDecimals(one, negateDecimal(other))),
  '*': ofNumbers(multiplyDecimals),
  '/': ofNumbers(divideDecimals),
  '%': ofNumbers(remainderOf),
  '**': ofNumbers((one, other) => {
    const power = toNumber(one) ** toNumber(other);
    return Number.isFinite(power) ? decimalOf(power) : undefined;
  }),
};

function call(
  { name, parameters }: Extract<Expression, { kind: 'call' }>,
  columns: Set<string>,
): Evaluate {
  const found = ROW_FUNCTIONS.get(name);
  if (found === undefined) {
    const known = [...ROW_FUNCTIONS.keys()];
    const hint = didYouMean(name, known) ?? `there are ${known.join(', ')}`;
    throw new RangeError(`there is no function "${name}" - ${hint}`);
  }
  const [fewest, most] = found.parameters;
  if (parameters.length < fewest || parameters.length > most)
    throw new RangeError(`${name} has ${parameters.length} parameters; write ${found.form}`);
  const inner = parameters.map((parameter) => compile(parameter, columns));
  return (cells, world) => {
    const values = inner.map((evaluate) => evaluate(cells, world));
    const isNull = found.takesNulls !== true && values.includes(null);
    return isNull ? null : found.call(values, world);
  };
}
