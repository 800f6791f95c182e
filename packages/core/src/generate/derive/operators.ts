import type { ArithmeticSign, ComparisonSign } from '../../expressions/expression.ts';
import { parseInstant } from '../../kernels/instants.ts';
import type { ProgramBuilder } from '../../program/builder.ts';
import type { Register } from '../../program/register.ts';
import { concat } from '../../program/text-steps.ts';
import { arithmetic, constantNumber } from '../constant-steps.ts';
import { allValid } from '../nullable.ts';
import { alikeTimes, isTime, not, validOf } from './select.ts';
import {
  atScale,
  type FlagTerm,
  KIND_NAMES,
  MOST_DIGITS,
  type NumberTerm,
  nullableOf,
  sharedScale,
  sure,
  type Term,
  type TextTerm,
  type TimeTerm,
  textOfTerm,
} from './term.ts';

/** Two operands and how a person wrote them, for messages. */
export interface Operands {
  readonly program: ProgramBuilder;
  readonly left: Term;
  readonly right: Term;
  /** e.g. `price (a number) + name (text)` */
  describe(): string;
}

/**
 * Arithmetic; `+` joins when either side is text.
 *
 * @throws RangeError when the operands are of kinds that have no such operation.
 */
export function calculate(operator: ArithmeticSign, operands: Operands): Term {
  const { program, left, right } = operands;
  if (left.kind === 'null' || right.kind === 'null') return { kind: 'null' };
  if (operator === '+' && (left.kind === 'text' || right.kind === 'text'))
    return join(program, [left, right]);
  if (left.kind === 'number' && right.kind === 'number')
    return calculateNumbers(program, operator, left, right);
  const hint =
    isTime(left) || isTime(right)
      ? 'use addDays, addMonths or daysBetween'
      : 'use numbers on both sides, or text() and +';
  throw new RangeError(`derive: ${operands.describe()} cannot be computed; ${hint}`);
}

/** Texts one behind the other; null where one of them is. */
export function join(
  program: ProgramBuilder,
  terms: readonly Exclude<Term, { kind: 'null' }>[],
): TextTerm {
  const texts = terms.map((term) => textOfTerm(program, term));
  return {
    kind: 'text',
    register: concat(program, ...texts.map(({ register }) => register)),
    ...allValid(program, texts),
  };
}

export function calculateNumbers(
  program: ProgramBuilder,
  operator: ArithmeticSign | 'min' | 'max',
  left: NumberTerm,
  right: NumberTerm,
): NumberTerm {
  const scales = scalesOf(operator, left, right);
  const register = arithmetic(
    program,
    operator,
    atScale(program, left, scales.left),
    atScale(program, right, scales.right),
  );
  const nullable =
    operator === '/' || operator === '%'
      ? withoutZero(program, left, right)
      : allValid(program, [left, right]);
  const result: NumberTerm = {
    kind: 'number',
    scale: scales.result,
    register,
    unsure: true,
    ...nullable,
  };
  // A root of a negative number must not take part in comparisons.
  return operator === '**' ? sure(program, result) : result;
}

interface Scales {
  readonly left: number | undefined;
  readonly right: number | undefined;
  readonly result: number | undefined;
}

const FLOATS: Scales = { left: undefined, right: undefined, result: undefined };

/** Scales at which an operation on whole numbers gives the exact result; floats where there are none. */
function scalesOf(
  operator: ArithmeticSign | 'min' | 'max',
  left: NumberTerm,
  right: NumberTerm,
): Scales {
  const shared = sharedScale(left, right);
  if (shared === undefined || operator === '/') return FLOATS;
  if (operator === '*') {
    const result = (left.scale ?? 0) + (right.scale ?? 0);
    return result > MOST_DIGITS ? FLOATS : { left: left.scale, right: right.scale, result };
  }
  if (operator === '**') return powerScales(left, right);
  return { left: shared, right: shared, result: shared };
}

/** A whole power that is written out multiplies the digits; others give floats. */
function powerScales({ scale = 0 }: NumberTerm, { literal: power = -1 }: NumberTerm): Scales {
  const result = scale * power;
  const isExact = Number.isInteger(power) && power >= 0 && result <= MOST_DIGITS;
  return isExact ? { left: scale, right: 0, result } : FLOATS;
}

/** Valid where both are and the right one is not 0: there is no quotient and no remainder. */
function withoutZero(
  program: ProgramBuilder,
  left: NumberTerm,
  right: NumberTerm,
): { readonly valid?: Register<'flag'> } {
  if (right.literal !== undefined && right.literal !== 0) return allValid(program, [left, right]);
  const zero = constantNumber(program, 0);
  const valid = program.add('flag', (out) => ({
    kernel: 'compare-number',
    out,
    operator: '!=',
    left: right.register,
    right: zero,
  }));
  return allValid(program, [left, right, { valid }]);
}

export function negate(program: ProgramBuilder, term: NumberTerm): NumberTerm {
  const zero: NumberTerm = { kind: 'number', scale: 0, register: constantNumber(program, 0) };
  const negated = calculateNumbers(program, '-', zero, term);
  return {
    ...negated,
    unsure: term.unsure === true,
    ...(term.literal === undefined ? {} : { literal: -term.literal }),
  };
}

/**
 * Comparisons. `== null` and `!= null` ask whether there is a value; any other comparison with null is null.
 *
 * @throws RangeError when the operands are of different kinds, naming both.
 */
export function compare(operator: ComparisonSign, operands: Operands): Term {
  const { program, left, right } = operands;
  const isEquality = operator === '==' || operator === '!=';
  if (left.kind === 'null' || right.kind === 'null') return compareNull(operator, operands);
  if (left.kind === 'number' && right.kind === 'number') {
    const scale = sharedScale(left, right);
    return compareNumbers(
      program,
      operator,
      [left, atScale(program, left, scale)],
      [right, atScale(program, right, scale)],
    );
  }
  if (left.kind === 'text' && right.kind === 'text') {
    const register = program.add('flag', (out) => ({
      kernel: 'compare-text',
      out,
      operator,
      left: left.register,
      right: right.register,
    }));
    return { kind: 'boolean', register, ...allValid(program, [left, right]) };
  }
  if (left.kind === 'boolean' && right.kind === 'boolean' && isEquality)
    return compareFlags(operands.program, operator, left, right);
  const times = asTimes(program, left, right);
  if (times === undefined)
    throw new RangeError(
      `derive: ${operands.describe()} cannot be compared; make both of one kind`,
    );
  const [a, b] = times;
  const { left: x, right: y } = alikeTimes(program, a, b);
  return compareNumbers(program, operator, [a, x], [b, y]);
}

function compareNull(operator: ComparisonSign, { program, left, right }: Operands): Term {
  const term = left.kind === 'null' ? right : left;
  if (operator === '!=') return { kind: 'boolean', register: validOf(program, term) };
  if (operator === '==') return { kind: 'boolean', register: not(program, validOf(program, term)) };
  return { kind: 'null' };
}

type Compared = readonly [Term, Register<'number'>];

function compareNumbers(
  program: ProgramBuilder,
  operator: ComparisonSign,
  [a, left]: Compared,
  [b, right]: Compared,
): FlagTerm {
  const register = program.add('flag', (out) => ({
    kernel: 'compare-number',
    out,
    operator,
    left,
    right,
  }));
  return { kind: 'boolean', register, ...allValid(program, [a, b]) };
}

function compareFlags(
  program: ProgramBuilder,
  operator: '==' | '!=',
  left: FlagTerm,
  right: FlagTerm,
): FlagTerm {
  const differ = program.add('flag', (out) => ({
    kernel: 'logic',
    out,
    operator: 'xor',
    left: left.register,
    right: right.register,
  }));
  return {
    kind: 'boolean',
    register: operator === '!=' ? differ : not(program, differ),
    ...allValid(program, [left, right]),
  };
}

/** Both as dates or timestamps; a text in quotes may be one. */
function asTimes(
  program: ProgramBuilder,
  left: Term,
  right: Term,
): readonly [TimeTerm, TimeTerm] | undefined {
  const a = timeOf(program, left);
  const b = timeOf(program, right);
  return (isTime(left) || isTime(right)) && a !== undefined && b !== undefined ? [a, b] : undefined;
}

/** A date or timestamp; a text in quotes that is one, too. */
export function timeOf(program: ProgramBuilder, term: Term): TimeTerm | undefined {
  if (isTime(term)) return term;
  const time =
    term.kind === 'text' && term.literal !== undefined ? parseInstant(term.literal) : undefined;
  return time === undefined
    ? undefined
    : { kind: 'timestamp', register: constantNumber(program, time) };
}

/** `!` of a boolean. */
export function negateFlag(program: ProgramBuilder, term: FlagTerm): FlagTerm {
  return { kind: 'boolean', register: not(program, term.register), ...nullableOf(term) };
}

/** `left (a number) + right (text)`, for messages. */
export function describeOperands(
  operator: string,
  left: string,
  leftTerm: Term,
  right: string,
  rightTerm: Term,
): string {
  return `${left} (${KIND_NAMES[leftTerm.kind]}) ${operator} ${right} (${KIND_NAMES[rightTerm.kind]})`;
}
