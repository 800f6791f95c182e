import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextPrf } from '../mask/text-prf.ts';
import { createSurvivalCheck, type Survival } from './survival.ts';

type Cells = readonly (string | null)[];

const prf = createTextPrf(new Uint8Array(32).fill(9));

function look(
  before: Readonly<Record<string, Cells>>,
  after: Readonly<Record<string, Cells>>,
  draws: readonly string[] = [],
): Readonly<Record<string, Survival>> {
  const columns = Object.keys(before).map((name) => ({
    name,
    drawsFromValues: draws.includes(name),
  }));
  const check = createSurvivalCheck(columns, prf);
  check.add(new Map(Object.entries(before)), new Map(Object.entries(after)));
  return Object.fromEntries(check.results().map((one) => [one.column, one]));
}

describe('createSurvivalCheck', () => {
  it('finds a value in its own column, whatever its spelling and row', () => {
    const { email } = look(
      { email: ['Ann@Corp.com', 'bob@corp.com', null, ''] },
      { email: ['x@example.com', ' ann@CORP.com ', null, ''] },
    );
    expect(email).toMatchObject({ values: 2, inSameColumn: 1, inOtherColumns: 0, survived: 1 });
  });

  it('finds a value in another column, and as words of a text', () => {
    const { email, name } = look(
      { email: ['ann@corp.com', 'bob@corp.com'], name: ['Ann Lee', 'Bob Ray Cole'] },
      {
        email: ['1@example.com', '2@example.com'],
        contact: ['bob@corp.com', null],
        notes: ['nothing to be seen here', 'Asked for (Ann Lee), then left'],
      },
    );
    expect(email).toMatchObject({ values: 2, inSameColumn: 0, inOtherColumns: 1, survived: 1 });
    expect(name).toMatchObject({ inOtherColumns: 1, survived: 1, inOwnText: 0 });
  });

  it('finds the value of a row inside a word of its own text', () => {
    const { account } = look(
      { account: ['ACC-99812', 'ACC-10001'] },
      {
        account: ['x', 'y'],
        notes: ['see file ACC-99812.pdf today', 'see file ACC-77777.pdf today'],
      },
    );
    expect(account).toMatchObject({ inOwnText: 1 });
  });

  it('does not mind short values and numbers in other columns', () => {
    const { id } = look(
      { id: ['10007', '1234567'] },
      { id: ['a1', 'a2'], total: ['10007', '1234567'] },
    );
    expect(id).toMatchObject({ values: 2, inOtherColumns: 0, survived: 0 });
  });

  it('counts by themselves values that a list of names may well have given', () => {
    const { first } = look({ first: ['Maria', 'Ann'] }, { first: ['Ann', 'Zoe'] }, ['first']);
    expect(first).toMatchObject({ inSameColumn: 1, byChance: 1, survived: 0 });
  });

  it('does not mind a word of an invented text, and does mind it in any other', () => {
    const before = { last: ['Tremblay', 'Murray'] };
    const after = {
      last: ['Cole', 'Ray'],
      company: ['Ray and Tremblay Group', 'Murray'],
      street: ['12 Cole Square', '9 Murray Avenue'],
    };
    const find = (invented: readonly string[]) => {
      const check = createSurvivalCheck([{ name: 'last', drawsFromValues: true }], prf, {
        invented: new Set(invented),
      });
      check.add(new Map(Object.entries(before)), new Map(Object.entries(after)));
      return check.results()[0];
    };
    expect(find(['company', 'street', 'last'])).toMatchObject({ survived: 0, inOwnText: 0 });
    expect(find(['company', 'last'])).toMatchObject({ survived: 1, inOwnText: 1 });
    expect(find(['last'])).toMatchObject({ survived: 2, inOwnText: 2 });
  });

  it('still finds a value in its own column where masks are invented', () => {
    const columns = [{ name: 'last', drawsFromValues: false }];
    const check = createSurvivalCheck(columns, prf, { invented: new Set(['last']) });
    check.add(new Map([['last', ['Tremblay']]]), new Map([['last', ['tremblay']]]));
    expect(check.results()[0]).toMatchObject({ inSameColumn: 1, survived: 1 });
  });

  it('finds exactly the values that sets would have in common, in any batches', () => {
    const cells = fc.array(
      fc.option(fc.constantFrom('aaaaaa', 'bbbbbb', 'cccccc', 'dddddd', 'eeeeee')),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(cells, cells, fc.nat(12), (before, after, cut) => {
        const check = createSurvivalCheck([{ name: 'x', drawsFromValues: false }], prf);
        for (const [was, is] of [
          [before.slice(0, cut), after.slice(0, cut)],
          [before.slice(cut), after.slice(cut)],
        ] as const)
          check.add(new Map([['x', was]]), new Map([['x', is]]));
        const expected = new Set(before.filter((cell) => cell !== null && after.includes(cell)));
        expect(check.results()[0]?.survived).toBe(expected.size);
      }),
    );
  });

  it('tells apart more columns than a word has bits', () => {
    const names = Array.from({ length: 70 }, (_, i) => `c${i}`);
    const before = Object.fromEntries(names.map((name, i) => [name, [`value ${i}`]]));
    const after = Object.fromEntries(
      names.map((name, i) => [name, [i % 2 === 0 ? `value ${i}` : 'x']]),
    );
    const found = look(before, after);
    expect(names.filter((name) => found[name]?.survived === 1)).toEqual(
      names.filter((_, i) => i % 2 === 0),
    );
  });
});
