import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Automaton, accepts, compilePattern } from './automaton.ts';
import { AutomatonError } from './nfa.ts';

const encoder = new TextEncoder();

function matches(automaton: Automaton, text: string): boolean {
  const bytes = encoder.encode(text);
  return accepts(automaton, bytes, 0, bytes.length);
}

const PATTERNS = [
  '',
  'a',
  '^$',
  '^a*$',
  'b$',
  '^(?:a|bc)+$',
  '^a{2,4}b?$',
  '^(a{0,3}b){2}$',
  '^[^a-c]+$',
  '^.$',
  '^..$',
  '.',
  '^\\w+\\s\\d{2}$',
  '^\\W\\S\\D$',
  '^[à-ü]{1,3}$',
  '^[\\u{1F600}-\\u{1F64F}b]+$',
  '^\\p{Lu}\\p{L}*$',
  '^\\P{L}$',
  '(?:^a|b$)',
  'a$|^b|c{3}',
  '^(?:^a)?b$',
  '$^',
  'a^b',
  '^(?<year>[0-9]{4})-(?:0[1-9]|1[0-2])$',
  '^\\([0-9]{3}\\) [0-9]{3}-[0-9]{4}$',
  '[߿-ࠀ￿-\\u{10000}]',
  '^(a|a?)+$',
  '^[\\s\\S]{3,5}$',
  '^(?:(?:ab)*c){1,2}(?:a|$)',
];

const character = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...'abc019 -()\n\t_Aé') },
  { weight: 2, arbitrary: fc.constantFrom('ü', 'Ł', '߿', 'ࠀ', '￿', '\u{10000}', '😀', '\u2028') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
);
/** Texts that UTF-8 can hold. */
const text = fc.array(character, { maxLength: 12 }).map((parts) => parts.join('').toWellFormed());

describe('an automaton', () => {
  it.each(PATTERNS)('finds what /%s/u finds', (source) => {
    const automaton = compilePattern(source);
    const expression = new RegExp(source, 'u');
    fc.assert(
      fc.property(
        source === '' ? text : fc.oneof(text, fc.stringMatching(expression).filter(isWellFormed)),
        (candidate) => {
          expect(matches(automaton, candidate)).toBe(expression.test(candidate));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('finds what random expressions of three letters find', () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', 'é', '^', '$');
    const quantifier = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '*?', '{0,}');
    const { alternation } = fc.letrec<{ alternation: string; group: string }>((tie) => ({
      group: fc.oneof(
        { depthSize: 'small' },
        atom,
        tie('alternation').map((inner) => `(?:${inner})`),
      ),
      alternation: fc
        .array(
          fc
            .array(fc.tuple(tie('group'), quantifier), { maxLength: 4 })
            .map((parts) =>
              parts.map(([part, times]) => (/^[$^]$/.test(part) ? part : part + times)).join(''),
            ),
          { minLength: 1, maxLength: 3 },
        )
        .map((parts) => parts.join('|')),
    }));
    fc.assert(
      fc.property(
        alternation,
        fc.array(fc.constantFrom('a', 'b', 'é', '\n'), { maxLength: 7 }),
        (source, parts) => {
          const candidate = parts.join('');
          const automaton = compiled(source);
          fc.pre(automaton !== undefined);
          expect(matches(automaton, candidate)).toBe(new RegExp(source, 'u').test(candidate));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is the same for expressions of one language', () => {
    const { next } = compilePattern('^(?:ab|ac|ad)*$');
    expect(compilePattern('^(?:a[b-d])*$').next).toEqual(next);
    expect(compilePattern('^(?:(?:a(?:b|c)|ad)+)?$').next).toEqual(next);
  });

  it('knows texts of one shape', () => {
    expect(compilePattern('^[A-C]\\d-(?:x)$').shape).toEqual([
      { from: 0x41, to: 0x43 },
      { from: 0x30, to: 0x39 },
      { from: 0x2d, to: 0x2d },
      { from: 0x78, to: 0x78 },
    ]);
    for (const source of ['^a+$', 'abc', '^[ac]$', '^a|b$', '^$', '^ab?$', '^(?:ab|cd)$']) {
      expect(compilePattern(source).shape).toBeUndefined();
    }
  });

  it.each(['(?=a)', '(?<!a)b', '(a)\\1', '\\bword', '^(?:a{1,100}){1,100}b.{900}$'])(
    'refuses /%s/',
    (source) => {
      expect(() => compilePattern(source)).toThrow(AutomatonError);
    },
  );
});

/** Repetitions within repetitions may need more states than there can be. */
function compiled(source: string): Automaton | undefined {
  try {
    return compilePattern(source);
  } catch (error) {
    if (error instanceof AutomatonError) return undefined;
    throw error;
  }
}

function isWellFormed(candidate: string): boolean {
  return candidate.isWellFormed();
}
