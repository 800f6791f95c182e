import type { ProgramBuilder } from '../../program/builder.ts';
import type { Register, UnaryOperator } from '../../program/register.ts';
import { timeOf } from './operators.ts';
import {
  atScale,
  KIND_NAMES,
  type NumberTerm,
  type Term,
  type TextTerm,
  type TimeTerm,
} from './term.ts';

/** A call: the values of its parameters and how they were written. */
export interface Call {
  readonly program: ProgramBuilder;
  readonly name: string;
  readonly terms: readonly Term[];
  readonly sources: readonly string[];
}

/** A function of expressions. */
export interface DeriveFunction {
  /** Fewest and most parameters. */
  readonly parameters: readonly [number, number];
  /** As documented, e.g. `round(number, digits)`. */
  readonly form: string;
  compile(call: Call): Term;
}

/** @throws RangeError: parameter `i` is not what it has to be. */
export function wrong({ name, terms, sources }: Call, i: number, wanted: string): never {
  const term = terms[i];
  throw new RangeError(
    `derive: ${name}: expected ${wanted}, found ${sources[i]} (${term === undefined ? 'nothing' : KIND_NAMES[term.kind]})`,
  );
}

/** @throws RangeError when parameter `i` is no number. */
export function numberAt(call: Call, i: number): NumberTerm {
  const term = call.terms[i];
  return term?.kind === 'number' ? term : wrong(call, i, 'a number');
}

/** @throws RangeError when parameter `i` is no text. */
export function textAt(call: Call, i: number): TextTerm {
  const term = call.terms[i];
  return term?.kind === 'text' ? term : wrong(call, i, 'text, e.g. with text()');
}

/** @throws RangeError when parameter `i` is no date, timestamp, or text in quotes that is one. */
export function timeAt(call: Call, i: number): TimeTerm {
  const term = call.terms[i];
  return (
    (term === undefined ? undefined : timeOf(call.program, term)) ??
    wrong(call, i, 'a date or timestamp')
  );
}

/** The whole part of a number parameter. */
export function wholeAt(call: Call, i: number): Register<'number'> {
  const term = numberAt(call, i);
  const value = atScale(call.program, term, undefined);
  return term.scale === 0 ? value : unary(call.program, 'trunc', value);
}

/** A number from one number. */
export function unary(
  program: ProgramBuilder,
  operator: UnaryOperator,
  value: Register<'number'>,
): Register<'number'> {
  return program.add('number', (out) => ({ kernel: 'unary', out, operator, value }));
}
