import { EARLIEST, LATEST } from '../../kernels/instants.ts';
import { DAY_MS } from '../../kernels/time.ts';
import type { ProgramBuilder } from '../../program/builder.ts';
import type { Register } from '../../program/register.ts';
import { textOf } from '../../program/text-steps.ts';
import { constantNumber, dividedBy, times } from '../constant-steps.ts';
import type { CompiledColumn } from '../define.ts';
import { allValid } from '../nullable.ts';

/** Most digits after the point that exact numbers keep; results with more are floats. */
export const MOST_DIGITS = 15;

interface Nullable {
  /** 1 where there is a value; absent when there always is one. */
  readonly valid?: Register<'flag'>;
}

/** A number. With a scale its register holds the value times `10 ** scale`, a whole number: sums stay exact. */
export interface NumberTerm extends Nullable {
  readonly kind: 'number';
  /** Digits after the point; undefined for floats. */
  readonly scale: number | undefined;
  readonly register: Register<'number'>;
  /** Computed, so it may be infinite, not a number, or beyond exact numbers. */
  readonly unsure?: boolean;
  readonly literal?: number;
}

export interface TextTerm extends Nullable {
  readonly kind: 'text';
  readonly register: Register<'text'>;
  readonly literal?: string;
}

export interface FlagTerm extends Nullable {
  readonly kind: 'boolean';
  readonly register: Register<'flag'>;
}

/** Timestamps count milliseconds, dates days. */
export interface TimeTerm extends Nullable {
  readonly kind: 'timestamp' | 'date';
  readonly register: Register<'number'>;
  readonly unsure?: boolean;
}

export interface BigintTerm extends Nullable {
  readonly kind: 'bigint';
  readonly register: Register<'bigint'>;
}

/** The literal `null`: of any kind. */
export interface NullTerm extends Nullable {
  readonly kind: 'null';
}

/** The value of an expression in every row of a batch. */
export type Term = NumberTerm | TextTerm | FlagTerm | TimeTerm | BigintTerm | NullTerm;

/** What messages call each kind. */
export const KIND_NAMES: Readonly<Record<Term['kind'], string>> = {
  number: 'a number',
  text: 'text',
  boolean: 'a boolean',
  timestamp: 'a timestamp',
  date: 'a date',
  bigint: 'a 64-bit integer, which can only become text',
  null: 'null',
};

/** The cells of a column as a term. */
export function termOfColumn(
  program: ProgramBuilder,
  { type, register, valid }: CompiledColumn,
): Term {
  const nullable = valid === undefined ? {} : { valid };
  switch (type.kind) {
    case 'integer':
      return { kind: 'number', scale: 0, register: register as Register<'number'>, ...nullable };
    case 'decimal':
      return {
        kind: 'number',
        scale: type.scale,
        register: register as Register<'number'>,
        ...nullable,
      };
    case 'float':
      return {
        kind: 'number',
        scale: undefined,
        register: register as Register<'number'>,
        ...nullable,
      };
    case 'boolean':
      return { kind: 'boolean', register: register as Register<'flag'>, ...nullable };
    case 'timestamp':
    case 'date':
      return { kind: type.kind, register: register as Register<'number'>, ...nullable };
    case 'bigint':
      return { kind: 'bigint', register: register as Register<'bigint'>, ...nullable };
    default:
      return { kind: 'text', register: textOf(program, register, type), ...nullable };
  }
}

/** The number at another scale: more digits, or (undefined) as a float. */
export function atScale(
  program: ProgramBuilder,
  term: NumberTerm,
  scale: number | undefined,
): Register<'number'> {
  if (term.scale === undefined || term.scale === scale) return term.register;
  if (scale === undefined) return dividedBy(program, term.register, 10 ** term.scale);
  return times(program, term.register, 10 ** (scale - term.scale));
}

/** The scale at which two numbers meet without loss; undefined when one is a float. */
export function sharedScale(left: NumberTerm, right: NumberTerm): number | undefined {
  return left.scale === undefined || right.scale === undefined
    ? undefined
    : Math.max(left.scale, right.scale);
}

export function millisecondsOf(program: ProgramBuilder, term: TimeTerm): Register<'number'> {
  return term.kind === 'timestamp' ? term.register : times(program, term.register, DAY_MS);
}

export function daysOf(program: ProgramBuilder, term: TimeTerm): Register<'number'> {
  if (term.kind === 'date') return term.register;
  const value = dividedBy(program, term.register, DAY_MS);
  return program.add('number', (out) => ({ kernel: 'unary', out, operator: 'floor', value }));
}

/** Null where a computed value is none: after a division by zero, beyond exact numbers, beyond the years 1 to 9999. */
export function sure<Given extends Term>(program: ProgramBuilder, term: Given): Given {
  if (
    (term.kind !== 'number' && term.kind !== 'timestamp' && term.kind !== 'date') ||
    term.unsure !== true
  )
    return term;
  const { low, high } = limitsOf(term);
  const value = term.register;
  const condition = program.add('flag', (out) => ({ kernel: 'within', out, value, low, high }));
  const no = constantNumber(program, 0);
  const register = program.add('number', (out) => ({
    kernel: 'select-number',
    out,
    condition,
    yes: value,
    no,
  }));
  return { ...term, unsure: false, register, ...allValid(program, [term, { valid: condition }]) };
}

function limitsOf(term: NumberTerm | TimeTerm): { readonly low: number; readonly high: number } {
  if (term.kind !== 'number') {
    const unit = term.kind === 'date' ? DAY_MS : 1;
    return { low: EARLIEST / unit, high: Math.floor(LATEST / unit) };
  }
  const high = term.scale === undefined ? Number.MAX_VALUE : Number.MAX_SAFE_INTEGER;
  return { low: -high, high };
}

/** The column that a term makes. */
export function columnOfTerm(program: ProgramBuilder, given: Term): CompiledColumn {
  const term = sure(program, given);
  const valid = term.valid === undefined ? {} : { valid: term.valid };
  switch (term.kind) {
    case 'number': {
      const type =
        term.scale === undefined
          ? { kind: 'float' as const }
          : term.scale === 0
            ? { kind: 'integer' as const }
            : { kind: 'decimal' as const, scale: term.scale };
      return { type, register: term.register, ...valid };
    }
    case 'text':
      return { type: { kind: 'string' }, register: term.register, ...valid };
    case 'null':
      throw new RangeError('derive: the expression is always null; use constant with value: null');
    default:
      return { type: { kind: term.kind }, register: term.register, ...valid };
  }
}

/** The text of a term, as an unquoted CSV cell would show it. */
export function textOfTerm(program: ProgramBuilder, term: Exclude<Term, NullTerm>): TextTerm {
  const { type, register, valid } = columnOfTerm(program, term);
  return {
    kind: 'text',
    register: textOf(program, register, type),
    ...(valid === undefined ? {} : { valid }),
  };
}

/** Half away from zero, to a number of digits that is known. */
export function rounded(program: ProgramBuilder, term: NumberTerm, digits: number): NumberTerm {
  if (term.scale !== undefined && term.scale <= digits) {
    return { ...term, scale: digits, register: atScale(program, term, digits), unsure: true };
  }
  const value =
    term.scale === undefined
      ? times(program, term.register, 10 ** digits)
      : dividedBy(program, term.register, 10 ** (term.scale - digits));
  const register = program.add('number', (out) => ({ kernel: 'round', out, value, scale: 0 }));
  return { ...nullableOf(term), kind: 'number', scale: digits, register, unsure: true };
}

/** The part of a term that says where it is null. */
export function nullableOf({ valid }: Nullable): Nullable {
  return valid === undefined ? {} : { valid };
}
