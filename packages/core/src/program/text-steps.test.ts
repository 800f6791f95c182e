import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapesOf } from '../model/escapes.ts';
import { createProgramBuilder } from './builder.ts';
import { ROWS } from './steps.ts';
import { concat, gather } from './text-steps.ts';

const word = fc.string({
  unit: fc.constantFrom('a', ' ', ',', '=', '"', "'", '\\', '\t'),
  maxLength: 3,
});
/** A part is a literal, or one of the words of a list. */
const part = fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 3 }));

const cellsOf = (parts: readonly (string | string[])[]): string[] =>
  parts.reduce<string[]>(
    (cells, next) => cells.flatMap((cell) => [next].flat().map((text) => cell + text)),
    [''],
  );

const declaredEscapes = (parts: readonly (string | string[])[]): number => {
  const program = createProgramBuilder();
  const key = { inner: 1, outer: 2 };
  const registers = parts.map((entry) => {
    if (typeof entry === 'string') return entry;
    const codes = program.add('int', (out) => ({
      kernel: 'pick',
      out,
      rows: ROWS,
      key,
      count: entry.length,
    }));
    return gather(program, codes, entry);
  });
  return program.escapesOf(concat(program, ...registers));
};

describe('concat', () => {
  it('declares every class of characters that a cell may hold', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const declared = declaredEscapes(parts);
        for (const cell of cellsOf(parts)) expect(escapesOf(cell) & ~declared).toBe(0);
      }),
    );
  });

  it('knows that a blank or a sign inside a cell needs no escape', () => {
    expect(declaredEscapes([['Ann', 'Bo'], ' ', ['Lee']])).toBe(0);
    expect(declaredEscapes([['ann'], ['@example.com'], '-', ['=']])).toBe(0);
  });
});
