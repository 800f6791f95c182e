import { Escapes } from '../../model/batch.ts';
import type { UnaryOperator } from '../../program/register.ts';
import { arithmetic, constantNumber } from '../constant-steps.ts';
import { allValid } from '../nullable.ts';
import { type DeriveFunction, numberAt, textAt, unary, wholeAt, wrong } from './call.ts';
import { calculateNumbers, join } from './operators.ts';
import { alikeTimes, coalesce, isTime, select, truth } from './select.ts';
import { atScale, MOST_DIGITS, nullableOf, rounded, sure, type Term, textOfTerm } from './term.ts';
import { TIME_FUNCTIONS } from './time-functions.ts';

/** A number from one number, at its scale or as a whole number. */
function ofNumber(form: string, operator: UnaryOperator, result: 'same' | 'whole'): DeriveFunction {
  return {
    parameters: [1, 1],
    form,
    compile(call) {
      const term = numberAt(call, 0);
      const isSame = result === 'same';
      const value = isSame ? term.register : atScale(call.program, term, undefined);
      const register = unary(call.program, operator, value);
      return {
        kind: 'number',
        scale: isSame ? term.scale : 0,
        register,
        unsure: true,
        ...nullableOf(term),
      };
    },
  };
}

/** The least or greatest of numbers, or of dates. */
function extreme(name: 'min' | 'max'): DeriveFunction {
  return {
    parameters: [1, 20],
    form: `${name}(a, b, ...)`,
    compile(call) {
      const { program, terms } = call;
      if (terms.every(isTime)) {
        return terms.reduce((a, b) => {
          const { kind, left, right } = alikeTimes(program, a, b);
          const unsure = a.unsure === true || b.unsure === true;
          const valid = allValid(program, [a, b]);
          return { kind, register: arithmetic(program, name, left, right), unsure, ...valid };
        });
      }
      return terms
        .map((_, i) => numberAt(call, i))
        .reduce((a, b) => calculateNumbers(program, name, a, b));
    },
  };
}

function changeCase(to: 'lower' | 'upper'): DeriveFunction {
  return {
    parameters: [1, 1],
    form: `${to}(text)`,
    compile(call) {
      const { register: value, ...term } = textAt(call, 0);
      const register = call.program.add(
        'text',
        (out) => ({ kernel: 'text-case', out, value, to }),
        call.program.escapesOf(value),
      );
      return { kind: 'text', register, ...nullableOf(term) };
    },
  };
}

const round: DeriveFunction = {
  parameters: [1, 2],
  form: 'round(number, digits)',
  compile(call) {
    const digits = call.terms[1];
    if (digits === undefined) return rounded(call.program, numberAt(call, 0), 0);
    const count = digits.kind === 'number' ? digits.literal : undefined;
    if (count === undefined || !Number.isInteger(count) || count < 0 || count > MOST_DIGITS) {
      return wrong(call, 1, `a whole number from 0 to ${MOST_DIGITS}, written out`);
    }
    return rounded(call.program, numberAt(call, 0), count);
  },
};

const condition: DeriveFunction = {
  parameters: [3, 3],
  form: 'if(condition, then, else)',
  compile(call) {
    const [test, yes, no] = call.terms;
    if (test?.kind !== 'boolean' || yes === undefined || no === undefined)
      return wrong(call, 0, 'a boolean');
    return select(call.program, truth(call.program, test), yes, no, 'if');
  },
};

const length: DeriveFunction = {
  parameters: [1, 1],
  form: 'length(text)',
  compile(call) {
    const term = textAt(call, 0);
    const value = term.register;
    const register = call.program.add('number', (out) => ({ kernel: 'text-length', out, value }));
    return { kind: 'number', scale: 0, register, ...nullableOf(term) };
  },
};

const substring: DeriveFunction = {
  parameters: [2, 3],
  form: 'substring(text, start, count)',
  compile(call) {
    const { program, terms } = call;
    const term = textAt(call, 0);
    const value = term.register;
    const left = wholeAt(call, 1);
    const hasCount = terms[2] !== undefined;
    const right = hasCount ? wholeAt(call, 2) : constantNumber(program, Number.MAX_SAFE_INTEGER);
    // A part may begin and end anywhere.
    const escapes = program.escapesOf(value) | Escapes.empty | Escapes.formula | Escapes.delimiter;
    const register = program.add(
      'text',
      (out) => ({ kernel: 'substring', out, value, left, right }),
      escapes,
    );
    const numbers = hasCount ? [numberAt(call, 1), numberAt(call, 2)] : [numberAt(call, 1)];
    return { kind: 'text', register, ...allValid(program, [term, ...numbers]) };
  },
};

const isPresent = (term: Term): term is Exclude<Term, { kind: 'null' }> => term.kind !== 'null';

/** Every function that an expression may call. */
export const FUNCTIONS: ReadonlyMap<string, DeriveFunction> = new Map<string, DeriveFunction>([
  ...TIME_FUNCTIONS,
  ['abs', ofNumber('abs(number)', 'abs', 'same')],
  ['ceil', ofNumber('ceil(number)', 'ceil', 'whole')],
  [
    'coalesce',
    {
      parameters: [1, 20],
      form: 'coalesce(a, b, ...)',
      compile: ({ program, terms }) =>
        coalesce(
          program,
          terms.map((term) => sure(program, term)),
          'coalesce',
        ),
    },
  ],
  [
    'concat',
    {
      parameters: [1, 20],
      form: 'concat(a, b, ...)',
      compile: ({ program, terms }) =>
        terms.every(isPresent) ? join(program, terms) : { kind: 'null' },
    },
  ],
  ['floor', ofNumber('floor(number)', 'floor', 'whole')],
  ['if', condition],
  ['length', length],
  ['lower', changeCase('lower')],
  ['max', extreme('max')],
  ['min', extreme('min')],
  ['round', round],
  ['substring', substring],
  [
    'text',
    {
      parameters: [1, 1],
      form: 'text(value)',
      compile: ({ program, terms: [term] }) =>
        term === undefined || term.kind === 'null' ? { kind: 'null' } : textOfTerm(program, term),
    },
  ],
  ['upper', changeCase('upper')],
]);
