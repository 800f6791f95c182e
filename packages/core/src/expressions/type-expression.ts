import type { TableShape } from '../model/table-shape.ts';
import { didYouMean } from '../request/nearest.ts';
import { cellTypeOf } from './cell-values.ts';
import { type BinarySign, type Expression, writeExpression } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import type { CellType, Condition, TypedExpression } from './typed-expression.ts';
import { FUNCTIONS } from './typed-functions.ts';
import {
  alike,
  alikeNumbers,
  BOOLEAN,
  FLOAT,
  isNumber,
  KIND_NAMES,
  numberLiteral,
  operate,
  productScale,
  TEXT,
  textLiteral,
  toFloat,
} from './typed-parts.ts';

type Binary = Extract<Expression, { kind: 'binary' }>;
type Typed = (expression: Expression) => TypedExpression;

/**
 * Reads a condition over the columns of a table.
 *
 * @throws RangeError when it is none, names what is not there, or mixes types that have nothing in common.
 */
export function readCondition(text: string, table: TableShape): Condition {
  return asCondition(typeExpression(parseExpression(text, 'expression'), table), text);
}

/** @throws RangeError when it is not true or false. */
function asCondition(typed: TypedExpression, text: string): Condition {
  const { type } = typed;
  if (type.kind === 'boolean') return { ...typed, type };
  throw new RangeError(
    `expression: expected a condition, but ${text} is ${KIND_NAMES[type.kind]}; compare it with something`,
  );
}

/** @throws RangeError as {@link readCondition}. */
function typeExpression(expression: Expression, table: TableShape): TypedExpression {
  const typed: Typed = (part) => typeExpression(part, table);
  switch (expression.kind) {
    case 'literal':
      return typeLiteral(expression);
    case 'column':
      return typeColumn(expression.name, table);
    case 'unary':
      return typeUnary(expression, typed);
    case 'binary':
      return typeBinary(expression, typed);
    case 'conditional': {
      const { test, yes, no } = expression;
      return typeCall({ kind: 'call', name: 'if', parameters: [test, yes, no] }, typed);
    }
    case 'call':
      return typeCall(expression, typed);
  }
}

function typeLiteral({ value, raw }: Extract<Expression, { kind: 'literal' }>): TypedExpression {
  if (typeof value === 'boolean') return { kind: 'literal', type: BOOLEAN, value };
  if (typeof value === 'string') return textLiteral(value);
  if (value === null) throw new RangeError('expression: write x == null, or isNull(x)');
  return numberLiteral(raw);
}

/** A column of a table. */
export function typeColumn(name: string, { columns }: TableShape): TypedExpression {
  const column = columns.find((candidate) => candidate.name === name);
  if (column !== undefined) return { kind: 'column', name, type: cellTypeOf(column.type) };
  const form = FUNCTIONS.get(name)?.form;
  const names = columns.map((candidate) => candidate.name);
  const hint =
    form === undefined
      ? (didYouMean(name, names) ?? `the table has ${names.join(', ')}`)
      : `the function is written ${form}`;
  throw new RangeError(`expression: there is no column "${name}" - ${hint}`);
}

function typeUnary(
  { operator, argument }: Extract<Expression, { kind: 'unary' }>,
  typed: Typed,
): TypedExpression {
  const part = typed(argument);
  const wanted = operator === '!' ? part.type.kind === 'boolean' : isNumber(part);
  if (!wanted) {
    const needed = operator === '!' ? 'true or false' : 'a number';
    throw new RangeError(
      `expression: ${operator} needs ${needed}, but ${writeExpression(argument)} is ${KIND_NAMES[part.type.kind]}`,
    );
  }
  if (operator === '!') return operate('not', [part], BOOLEAN);
  if (operator === '+') return part;
  if (part.kind !== 'literal') return operate('negate', [part], part.type);
  const value = typeof part.value === 'number' ? -part.value : negated(String(part.value));
  return { ...part, value };
}

const negated = (digits: string): string =>
  digits.startsWith('-') ? digits.slice(1) : `-${digits}`;

function typeBinary(expression: Binary, typed: Typed): TypedExpression {
  const { operator, left, right } = expression;
  const asked = isNullLiteral(right) ? left : isNullLiteral(left) ? right : undefined;
  if (asked !== undefined && (operator === '==' || operator === '!=')) {
    const isNull = operate('isNull', [typed(asked)], BOOLEAN);
    return operator === '==' ? isNull : operate('not', [isNull], BOOLEAN);
  }
  const parts = [typed(left), typed(right)] as const;
  const result = combine(operator, parts);
  if (result !== undefined) return result;
  const [a, b] = [left, right].map(writeExpression);
  const kinds = parts.map(({ type }) => KIND_NAMES[type.kind]);
  throw new RangeError(
    `expression: ${a} (${kinds[0]}) ${operator} ${b} (${kinds[1]}) has no meaning; ${hintFor(parts)}`,
  );
}

function hintFor(parts: readonly TypedExpression[]): string {
  const hasText = parts.some(({ type }) => type.kind === 'text');
  return hasText ? 'number(text), date(text) and timestamp(text) read text' : 'change one of them';
}

const isNullLiteral = (expression: Expression): boolean =>
  expression.kind === 'literal' && expression.value === null;

type Pair = readonly [TypedExpression, TypedExpression];

function combine(operator: BinarySign, parts: Pair): TypedExpression | undefined {
  switch (operator) {
    case '&&':
    case '||': {
      const isLogic = parts.every(({ type }) => type.kind === 'boolean');
      return isLogic ? operate(operator === '&&' ? 'and' : 'or', parts, BOOLEAN) : undefined;
    }
    case '??':
      return withCommonType('coalesce', parts);
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(operator, parts);
    default:
      return calculate(operator, parts);
  }
}

function withCommonType(
  operation: 'coalesce',
  parts: readonly TypedExpression[],
): TypedExpression | undefined {
  const same = alike(parts);
  const type: CellType | undefined = same?.[0]?.type;
  return same === undefined || type === undefined ? undefined : operate(operation, same, type);
}

/** Two expressions compared; undefined where they cannot be. */
export function compare(
  operator: '==' | '!=' | '<' | '<=' | '>' | '>=',
  parts: Pair,
): TypedExpression | undefined {
  const [a, b] = alike(parts) ?? [];
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case '==':
      return operate('equal', [a, b], BOOLEAN);
    case '!=':
      return operate('not', [operate('equal', [a, b], BOOLEAN)], BOOLEAN);
    case '<':
      return operate('less', [a, b], BOOLEAN);
    case '<=':
      return operate('lessOrEqual', [a, b], BOOLEAN);
    case '>':
      return operate('less', [b, a], BOOLEAN);
    case '>=':
      return operate('lessOrEqual', [b, a], BOOLEAN);
  }
}

const NAMES = { '+': 'add', '-': 'subtract', '%': 'remainder' } as const;

function calculate(
  operator: '+' | '-' | '*' | '/' | '%' | '**',
  parts: Pair,
): TypedExpression | undefined {
  if (operator === '+' && parts.every(({ type }) => type.kind === 'text'))
    return operate('concat', parts, TEXT);
  if (!parts.every(isNumber) || operator === '**') return undefined;
  if (operator === '/') return operate('divide', parts.map(toFloat), FLOAT);
  if (operator === '*') {
    const scale = productScale(parts);
    return scale === undefined
      ? operate('multiply', parts.map(toFloat), FLOAT)
      : operate('multiply', parts, { kind: 'exact', scale });
  }
  const same = alikeNumbers(parts);
  return operate(NAMES[operator], same, same[0]?.type ?? FLOAT);
}

function typeCall(
  { name, parameters }: Extract<Expression, { kind: 'call' }>,
  typed: Typed,
): TypedExpression {
  const found = FUNCTIONS.get(name);
  if (found === undefined) {
    const hint =
      didYouMean(name, FUNCTIONS.keys()) ?? `there are ${[...FUNCTIONS.keys()].join(', ')}`;
    throw new RangeError(`expression: there is no function "${name}" - ${hint}`);
  }
  const [fewest, most] = found.parameters;
  if (parameters.length < fewest || parameters.length > most) {
    throw new RangeError(
      `expression: ${name} has ${parameters.length} parameters; write ${found.form}`,
    );
  }
  const parts = parameters.map(typed);
  const result = found.type(parts);
  if (result !== undefined) return result;
  const kinds = parts.map(({ type }) => KIND_NAMES[type.kind]).join(', ');
  throw new RangeError(`expression: ${name} does not take ${kinds}; write ${found.form}`);
}
