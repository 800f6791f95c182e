import { Escapes } from '../model/batch.ts';
import { escapesOf } from '../model/escapes.ts';
import type { ValueType } from '../model/value-type.ts';
import type { ProgramBuilder } from './builder.ts';
import type { Register, TextPart } from './register.ts';

const DECIMAL = '0123456789';

/** Cells as entries of a list. */
export function gather(
  program: ProgramBuilder,
  codes: Register<'int'>,
  entries: readonly string[],
): Register<'text'> {
  const { index, packed } = program.dictionary(entries);
  return program.add(
    'text',
    (out) => ({ kernel: 'gather', out, codes, dictionary: index }),
    packed.escapes,
  );
}

/** Parts of a cell, one behind the other. */
export function concat(program: ProgramBuilder, ...parts: readonly TextPart[]): Register<'text'> {
  const written = parts.filter((part) => part !== '');
  return program.add(
    'text',
    (out) => ({ kernel: 'concat', out, parts: written }),
    escapesOfParts(program, written),
  );
}

/** A blank or a formula sign matters at the edge of a cell only, and only the first and last parts lie there. */
function escapesOfParts(program: ProgramBuilder, parts: readonly TextPart[]): number {
  const isFilled = (part: TextPart): boolean =>
    typeof part === 'string' || (program.escapesOf(part) & Escapes.empty) === 0;
  let escapes: number = parts.some(isFilled) ? Escapes.none : Escapes.empty;
  parts.forEach((part, i) => {
    const before = parts.slice(0, i).some(isFilled);
    const behind = parts.slice(i + 1).some(isFilled);
    const inner =
      typeof part === 'string'
        ? escapesOf(`${before ? 'x' : ''}${part}${behind ? 'x' : ''}`)
        : program.escapesOf(part);
    escapes |= inner & ~Escapes.empty & ~(before ? Escapes.formula : 0);
  });
  return escapes;
}

/** Decimal digits, zeros in front up to `width`. */
export function digits(
  program: ProgramBuilder,
  value: Register<'number'>,
  width: number,
  alphabet: string = DECIMAL,
): Register<'text'> {
  return program.add(
    'text',
    (out) => ({ kernel: 'digits', out, value, width, alphabet }),
    escapesOf(alphabet) & ~Escapes.formula,
  );
}

/** The same text in every row. */
export function constantText(program: ProgramBuilder, text: string): Register<'text'> {
  return program.add('text', (out) => ({ kernel: 'concat', out, parts: [text] }), escapesOf(text));
}

/** The canonical text of any register: what an unquoted CSV cell would show. */
export function textOf(
  program: ProgramBuilder,
  register: Register,
  type: ValueType,
): Register<'text'> {
  switch (program.kindOf(register)) {
    case 'text':
      return register as Register<'text'>;
    case 'number': {
      const value = register as Register<'number'>;
      return program.add(
        'text',
        (out) => ({ kernel: 'number-text', out, value, type }),
        Escapes.formula,
      );
    }
    case 'bigint': {
      const value = register as Register<'bigint'>;
      return program.add('text', (out) => ({ kernel: 'bigint-text', out, value }), Escapes.formula);
    }
    case 'flag': {
      const value = register as Register<'flag'>;
      return program.add('text', (out) => ({ kernel: 'flag-text', out, value }));
    }
    case 'uuid': {
      const value = register as Register<'uuid'>;
      return program.add('text', (out) => ({ kernel: 'uuid-text', out, value }));
    }
    default:
      throw new TypeError(`a register of ${program.kindOf(register)} has no text`);
  }
}
