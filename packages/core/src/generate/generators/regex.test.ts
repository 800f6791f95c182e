import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { RequestError } from '../../errors.ts';
import { planColumns, rowsOfColumns } from '../../testing/columns.ts';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column } from '../../testing/requests.ts';
import { regex } from './regex.ts';

const matching = (pattern: string, uniqueRows = false) => ({
  options: { pattern },
  uniqueRows,
  accepts: (value: unknown) =>
    expect(value).toMatch(new RegExp(`^(?:${pattern})$`, pattern.includes('😀') ? 'u' : '')),
});

describeGenerator(regex, {
  'classes and literals': matching('[A-Z]{3}-\\d{4}', true),
  'more than 2^53 texts of one length': matching('[0-9a-f]{32}', true),
  'lengths that differ, apart by the next character': matching('[a-z]{1,5}\\.[a-z]{2,3}', true),
  'long texts of different lengths': matching('\\w{12,40}', true),
  'literal alternatives': matching('(?:INV|ORDER|)/20[0-9]{2}/\\d{3,5}', true),
  'exactly as many texts as rows': matching('[0-9]{3}', true),
  'as many texts of three lengths': matching('[0-9]{1,3}', true),
  'nested groups': matching('^(?<year>\\d{4})(-(0[1-9]|1[0-2])(-[01]\\d)?)?$'),
  'open repetitions': matching('a*b+c{3,}d?'),
  'escapes that only plain mode takes': matching('\\d\\-\\_\\d'),
  'other scripts': matching('[а-я]{2}[äöü€😀]'),
  'negated and dotted': matching('[^a-z,"]{3}.\\S\\s'),
});

const values = async (pattern: string, rows = 200, unique = false) =>
  (await rowsOfColumns({ x: column('regex', { pattern }, { unique }) }, rows)).map(({ x }) =>
    String(x),
  );

/** Expressions over few characters, so that texts of different parts meet. */
const expression = fc.letrec<{ all: string; atom: string; part: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom('a', 'b', '-', '[ab]', '[a-c]', '[-b]', '\\d', '[01]'),
    fc.tuple(tie('all'), tie('all')).map(([left, right]) => `(?:${left}|${right})`),
    tie('all').map((inner) => `(${inner})`),
  ),
  part: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '', '?', '*', '{2}', '{1,2}'))
    .map(([atom, count]) => atom + count),
  all: fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
})).all;

describe('regex', () => {
  it('gives texts that match, for any expression', async () => {
    await fc.assert(
      fc.asyncProperty(expression, async (pattern) => {
        fc.pre(await canBePlanned(pattern, false));
        // In linear time: the engine of JavaScript tries some of these expressions for hours.
        const compiled = RE2JS.compile(pattern);
        for (const text of await values(pattern, 30))
          expect(compiled.matches(text), text).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('never repeats a text where unique is accepted, for any expression', async () => {
    await fc.assert(
      fc.asyncProperty(expression, async (pattern) => {
        fc.pre(await canBePlanned(pattern, true));
        expect(new Set(await values(pattern, 12, true)).size).toBe(12);
      }),
      { numRuns: 100 },
    );
  });

  it('takes all lengths and alternatives', async () => {
    expect(new Set(await values('a{0,3}'))).toEqual(new Set(['', 'a', 'aa', 'aaa']));
    expect(new Set(await values('x|y[01]'))).toEqual(new Set(['x', 'y0', 'y1']));
    expect(Math.max(...(await values('(ab)*')).map(({ length }) => length))).toBe(16);
  });

  it.each([
    ['(?=a)b', 'which cannot be generated'],
    ['(a)\\1', 'a reference to a group'],
    ['a^b', 'an anchor that is not at an end'],
    ['\\bword', 'an assertion (word)'],
    ['\\p{L}', 'stands for too many characters'],
    ['[^\\x20-\\x7e]', 'allows no character'],
    ['(a', 'not a regular expression'],
    ['a{2000}', 'repeat less'],
    ['(?:[a-z]{100}){11}', '1100 characters'],
    ['((a{9}b){9}c?){9}d?(((a|bc){9}){9}){9}', 'repeat less'],
  ])('refuses %s', async (pattern, message) => {
    await expect(planColumns({ x: column('regex', { pattern }) })).rejects.toThrow(message);
  });

  it('refuses more unique rows than there are texts, and names what does not count', async () => {
    const plan = (pattern: string) =>
      planColumns({ x: column('regex', { pattern }, { unique: true }) }, 100);
    await expect(plan('[a-c]{1,3}')).rejects.toThrow('39 different values');
    await expect(plan('[a-z]*[a-z]+')).rejects.toThrow(
      '"[a-z]*" cannot be told from what follows it',
    );
    await expect(plan('(a|ab){3}(c|bc){3}')).rejects.toThrow('cannot be told');
  });
});

async function canBePlanned(pattern: string, unique: boolean): Promise<boolean> {
  try {
    await planColumns({ x: column('regex', { pattern }, { unique }) }, 12);
    return true;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return false;
  }
}
