import { type BinarySign, type Expression, writeExpression } from '../../expressions/expression.ts';
import type { ProgramBuilder } from '../../program/builder.ts';
import { constantText } from '../../program/text-steps.ts';
import { didYouMean } from '../../request/nearest.ts';
import { constantNumber } from '../constant-steps.ts';
import type { CellBuilder, CompiledColumn } from '../define.ts';
import { FUNCTIONS } from './functions.ts';
import { calculate, compare, describeOperands, negate, negateFlag } from './operators.ts';
import { coalesce, constantFlag, isTime, logic, select, truth } from './select.ts';
import {
  atScale,
  columnOfTerm,
  daysOf,
  type FlagTerm,
  KIND_NAMES,
  MOST_DIGITS,
  millisecondsOf,
  type NumberTerm,
  rounded,
  sure,
  type Term,
  type TimeTerm,
  termOfColumn,
  textOfTerm,
} from './term.ts';

/** Types that a request may ask of an expression. */
export type ResultType = 'number' | 'integer' | 'string' | 'boolean' | 'timestamp' | 'date';

/**
 * Compiles an expression to kernels.
 *
 * @throws RangeError when it names an unknown column or function, or mixes kinds that have no common operation.
 */
export function compileExpression(
  cells: CellBuilder,
  expression: Expression,
  type: ResultType | undefined,
): CompiledColumn {
  const { program } = cells;
  const term = evaluate(cells, expression);
  return columnOfTerm(program, type === undefined ? term : convert(program, term, type));
}

function evaluate(cells: CellBuilder, expression: Expression): Term {
  const { program } = cells;
  switch (expression.kind) {
    case 'literal':
      return literal(program, expression);
    case 'column':
      return column(cells, expression.name);
    case 'unary':
      return evaluateUnary(cells, expression);
    case 'binary':
      return evaluateBinary(cells, expression);
    case 'conditional': {
      const test = booleanOf(cells, expression.test);
      const yes = evaluate(cells, expression.yes);
      const no = evaluate(cells, expression.no);
      return select(program, truth(program, test), yes, no, `"${writeExpression(expression)}"`);
    }
    case 'call':
      return evaluateCall(cells, expression);
  }
}

function literal(
  program: ProgramBuilder,
  { value, raw }: Extract<Expression, { kind: 'literal' }>,
): Term {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'boolean')
    return { kind: 'boolean', register: constantFlag(program, value) };
  if (typeof value === 'string')
    return { kind: 'text', register: constantText(program, value), literal: value };
  const digits = /^\d*\.?(\d*)$/.exec(raw)?.[1]?.length;
  const scaled =
    digits === undefined || digits > MOST_DIGITS ? Number.NaN : Math.round(value * 10 ** digits);
  if (digits === undefined || !Number.isSafeInteger(scaled)) {
    return {
      kind: 'number',
      scale: undefined,
      register: constantNumber(program, value),
      literal: value,
    };
  }
  return {
    kind: 'number',
    scale: digits,
    register: constantNumber(program, scaled),
    literal: value,
  };
}

function column(cells: CellBuilder, name: string): Term {
  if (!cells.columnNames.includes(name)) {
    const call = FUNCTIONS.get(name);
    const hint =
      call === undefined
        ? (didYouMean(name, cells.columnNames) ?? `the row has ${cells.columnNames.join(', ')}`)
        : `the function is written ${call.form}`;
    throw new RangeError(`derive: there is no column "${name}" - ${hint}`);
  }
  return termOfColumn(cells.program, cells.column(name));
}

function evaluateUnary(
  cells: CellBuilder,
  expression: Extract<Expression, { kind: 'unary' }>,
): Term {
  const { operator, argument } = expression;
  if (operator === '!') return negateFlag(cells.program, booleanOf(cells, argument));
  const term = evaluate(cells, argument);
  if (term.kind === 'null') return term;
  if (term.kind !== 'number') {
    throw new RangeError(
      `derive: ${operator} needs a number, but ${writeExpression(argument)} is ${KIND_NAMES[term.kind]}`,
    );
  }
  return operator === '-' ? negate(cells.program, term) : term;
}

function booleanOf(cells: CellBuilder, expression: Expression): FlagTerm {
  const term = evaluate(cells, expression);
  if (term.kind === 'boolean') return term;
  if (term.kind === 'null')
    return {
      kind: 'boolean',
      register: constantFlag(cells.program, false),
      valid: constantFlag(cells.program, false),
    };
  throw new RangeError(
    `derive: expected a condition, but ${writeExpression(expression)} is ${KIND_NAMES[term.kind]}; compare it with something`,
  );
}

function evaluateBinary(
  cells: CellBuilder,
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
): Term {
  const { program } = cells;
  if (operator === '&&' || operator === '||')
    return logic(program, operator, booleanOf(cells, left), booleanOf(cells, right));
  const [a, b] = [evaluate(cells, left), evaluate(cells, right)];
  if (operator === '??') return coalesce(program, [sure(program, a), b], '"??"');
  const operands = {
    program,
    left: a,
    right: b,
    describe: () => describeOperands(operator, writeExpression(left), a, writeExpression(right), b),
  };
  return isArithmetic(operator) ? calculate(operator, operands) : compare(operator, operands);
}

function isArithmetic(
  operator: Exclude<BinarySign, '&&' | '||' | '??'>,
): operator is '+' | '-' | '*' | '/' | '%' | '**' {
  return (
    operator === '+' ||
    operator === '-' ||
    operator === '*' ||
    operator === '/' ||
    operator === '%' ||
    operator === '**'
  );
}

function evaluateCall(
  cells: CellBuilder,
  { name, parameters }: Extract<Expression, { kind: 'call' }>,
): Term {
  const found = FUNCTIONS.get(name);
  if (found === undefined) {
    const hint =
      didYouMean(name, FUNCTIONS.keys()) ?? `there are ${[...FUNCTIONS.keys()].join(', ')}`;
    throw new RangeError(`derive: there is no function "${name}" - ${hint}`);
  }
  const [fewest, most] = found.parameters;
  if (parameters.length < fewest || parameters.length > most) {
    throw new RangeError(
      `derive: ${name} has ${parameters.length} parameters; write ${found.form}`,
    );
  }
  const terms = parameters.map((parameter) => evaluate(cells, parameter));
  return found.compile({
    program: cells.program,
    name,
    terms,
    sources: parameters.map(writeExpression),
  });
}

/** @throws RangeError when a term cannot have the type. */
function convert(program: ProgramBuilder, term: Term, type: ResultType): Term {
  const converted = converters(program)[type](term);
  if (converted !== undefined) return converted;
  throw new RangeError(
    `derive: the expression gives ${KIND_NAMES[term.kind]}, which cannot become type: ${type}; change one of them`,
  );
}

/** What makes a term one of a type; nothing where it cannot be one. */
function converters(
  program: ProgramBuilder,
): Readonly<Record<ResultType, (term: Term) => Term | undefined>> {
  const ofNumber = (change: (term: NumberTerm) => Term) => (term: Term) =>
    term.kind === 'number' ? change(term) : undefined;
  const ofTime = (change: (term: TimeTerm) => Term) => (term: Term) =>
    isTime(term) ? change(term) : undefined;
  return {
    string: (term) => (term.kind === 'null' ? undefined : textOfTerm(program, term)),
    boolean: (term) => (term.kind === 'boolean' ? term : undefined),
    integer: ofNumber((term) => rounded(program, term, 0)),
    number: ofNumber((term) => ({
      ...term,
      scale: undefined,
      register: atScale(program, term, undefined),
    })),
    timestamp: ofTime((term) => ({
      ...term,
      kind: 'timestamp',
      register: millisecondsOf(program, term),
    })),
    date: ofTime((term) => ({ ...term, kind: 'date', register: daysOf(program, term) })),
  };
}
