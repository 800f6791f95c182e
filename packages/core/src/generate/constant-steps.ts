import type { ProgramBuilder } from '../program/builder.ts';
import type { ArithmeticOperator, Register } from '../program/register.ts';

/** The same number in every row. */
export function constantNumber(program: ProgramBuilder, constant: number): Register<'number'> {
  return program.add('number', (out) => ({ kernel: 'constant-number', out, constant }));
}

export function arithmetic(
  program: ProgramBuilder,
  operator: ArithmeticOperator,
  left: Register<'number'>,
  right: Register<'number'>,
): Register<'number'> {
  return program.add('number', (out) => ({ kernel: 'arithmetic', out, operator, left, right }));
}

export function plus(
  program: ProgramBuilder,
  left: Register<'number'>,
  constant: number,
): Register<'number'> {
  return constant === 0 ? left : arithmetic(program, '+', left, constantNumber(program, constant));
}

export function times(
  program: ProgramBuilder,
  left: Register<'number'>,
  constant: number,
): Register<'number'> {
  return constant === 1 ? left : arithmetic(program, '*', left, constantNumber(program, constant));
}

export function dividedBy(
  program: ProgramBuilder,
  left: Register<'number'>,
  constant: number,
): Register<'number'> {
  return constant === 1 ? left : arithmetic(program, '/', left, constantNumber(program, constant));
}
