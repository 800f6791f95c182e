import type { ProgramBuilder } from '../../program/builder.ts';
import type { Register } from '../../program/register.ts';
import { allValid } from '../nullable.ts';
import {
  atScale,
  type FlagTerm,
  KIND_NAMES,
  millisecondsOf,
  sharedScale,
  type Term,
  type TimeTerm,
} from './term.ts';

type Flag = Register<'flag'>;

export function not(program: ProgramBuilder, value: Flag): Flag {
  return program.add('flag', (out) => ({
    kernel: 'logic',
    out,
    operator: 'not',
    left: value,
    right: value,
  }));
}

function both(program: ProgramBuilder, left: Flag, right: Flag): Flag {
  return program.add('flag', (out) => ({ kernel: 'logic', out, operator: 'and', left, right }));
}

function either(program: ProgramBuilder, left: Flag, right: Flag): Flag {
  return program.add('flag', (out) => ({ kernel: 'logic', out, operator: 'or', left, right }));
}

export function constantFlag(program: ProgramBuilder, constant: boolean): Flag {
  return program.add('flag', (out) => ({ kernel: 'constant-flag', out, constant }));
}

/** 1 where a boolean is true; null counts as false. */
export function truth(program: ProgramBuilder, { register, valid }: FlagTerm): Flag {
  return valid === undefined ? register : both(program, register, valid);
}

/**
 * One of two terms in each row. They must be of one kind; dates meet timestamps as timestamps.
 *
 * @throws RangeError when they are not; `where` says what chooses between them.
 */
export function select(
  program: ProgramBuilder,
  condition: Flag,
  yes: Term,
  no: Term,
  where: string,
): Term {
  const valid = selectValid(program, condition, yes, no);
  if (yes.kind === 'null') return no.kind === 'null' ? no : { ...no, ...valid };
  if (no.kind === 'null') return { ...yes, ...valid };
  const chosen = selectKind(program, condition, yes, no);
  if (chosen !== undefined) return { ...chosen, ...valid };
  throw new RangeError(
    `derive: ${where} gives ${KIND_NAMES[yes.kind]} or ${KIND_NAMES[no.kind]}; make both of one kind, e.g. with text()`,
  );
}

/** Chooses between terms of one kind, nulls aside; nothing where the kinds do not go together. */
function selectKind(
  program: ProgramBuilder,
  condition: Flag,
  yes: Term,
  no: Term,
): Term | undefined {
  if (yes.kind === 'number' && no.kind === 'number') {
    const scale = sharedScale(yes, no);
    const [left, right] = [atScale(program, yes, scale), atScale(program, no, scale)];
    const register = selectNumber(program, condition, left, right);
    return { kind: 'number', scale, register, ...unsureOf(yes, no) };
  }
  if (yes.kind === 'text' && no.kind === 'text') {
    return { kind: 'text', register: selectText(program, condition, yes.register, no.register) };
  }
  if (yes.kind === 'boolean' && no.kind === 'boolean') {
    return { kind: 'boolean', register: selectFlag(program, condition, yes.register, no.register) };
  }
  if (!isTime(yes) || !isTime(no)) return undefined;
  const { kind, left, right } = alikeTimes(program, yes, no);
  return { kind, register: selectNumber(program, condition, left, right), ...unsureOf(yes, no) };
}

/** Two dates as days, or two instants as milliseconds where one is a timestamp. */
export function alikeTimes(program: ProgramBuilder, a: TimeTerm, b: TimeTerm) {
  if (a.kind === b.kind) return { kind: a.kind, left: a.register, right: b.register };
  const [left, right] = [millisecondsOf(program, a), millisecondsOf(program, b)];
  return { kind: 'timestamp' as const, left, right };
}

export function isTime(term: Term): term is TimeTerm {
  return term.kind === 'timestamp' || term.kind === 'date';
}

function unsureOf(...terms: readonly { readonly unsure?: boolean }[]): {
  readonly unsure?: boolean;
} {
  return terms.some(({ unsure }) => unsure === true) ? { unsure: true } : {};
}

function selectValid(
  program: ProgramBuilder,
  condition: Flag,
  yes: Term,
  no: Term,
): { readonly valid?: Flag } {
  const isFull = (term: Term): boolean => term.kind !== 'null' && term.valid === undefined;
  if (isFull(yes) && isFull(no)) return {};
  return { valid: selectFlag(program, condition, validOf(program, yes), validOf(program, no)) };
}

/** 1 where a term has a value. */
export function validOf(program: ProgramBuilder, term: Term): Flag {
  return term.kind === 'null'
    ? constantFlag(program, false)
    : (term.valid ?? constantFlag(program, true));
}

function selectNumber(
  program: ProgramBuilder,
  condition: Flag,
  yes: Register<'number'>,
  no: Register<'number'>,
): Register<'number'> {
  return program.add('number', (out) => ({ kernel: 'select-number', out, condition, yes, no }));
}

function selectFlag(program: ProgramBuilder, condition: Flag, yes: Flag, no: Flag): Flag {
  return either(program, both(program, condition, yes), both(program, not(program, condition), no));
}

function selectText(
  program: ProgramBuilder,
  condition: Flag,
  yes: Register<'text'>,
  no: Register<'text'>,
): Register<'text'> {
  const value = program.add('number', (out) => ({
    kernel: 'number-from-flag',
    out,
    value: condition,
  }));
  const codes = program.add('int', (out) => ({ kernel: 'int-from-number', out, value }));
  const escapes = program.escapesOf(yes) | program.escapesOf(no);
  return program.add(
    'text',
    (out) => ({ kernel: 'select-text', out, codes, options: [no, yes] }),
    escapes,
  );
}

/** The first of some terms that is not null. */
export function coalesce(program: ProgramBuilder, terms: readonly Term[], where: string): Term {
  return terms.reduceRight(
    (rest, term) => {
      if (term.kind === 'null') return rest;
      if (term.valid === undefined) return term;
      return select(program, term.valid, term, rest, where);
    },
    { kind: 'null' } as Term,
  );
}

/** Conjunction and disjunction with null as "not known": false and null is false, true or null is true (ISO/IEC 9075). */
export function logic(
  program: ProgramBuilder,
  operator: '&&' | '||',
  left: FlagTerm,
  right: FlagTerm,
): FlagTerm {
  const decides = operator === '||';
  const combine = decides ? either : both;
  const register = combine(program, truth(program, left), truth(program, right));
  if (left.valid === undefined && right.valid === undefined) return { kind: 'boolean', register };
  const known = allValid(program, [left, right]).valid as Flag;
  const deciding = [left, right].map((term) => {
    const value = decides ? term.register : not(program, term.register);
    return term.valid === undefined ? value : both(program, value, term.valid);
  }) as [Flag, Flag];
  return { kind: 'boolean', register, valid: either(program, known, either(program, ...deciding)) };
}
