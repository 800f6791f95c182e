import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLinearPattern } from './linear-pattern.ts';
import { PatternError } from './pattern-machine.ts';

const PATTERNS = [
  '^(?=.*[A-Z])(?=.*\\d)(?!.*\\s).{3,}$',
  '\\bab\\b',
  '\\Bb',
  '^a(?!b)',
  '(?<=a)b',
  '(?<!a)b(?=c|$)',
  '^(?:(?=a)ab|(?!a)b)+$',
  '(?=(?:(?<=a)b)+)',
  '(?<=^a{2}(?=b))b',
  '^(?:a|ab)(?:c|bcd)?$',
  '^(?!$)',
  '^\\p{L}+$',
  '^.$',
  '^[^a]$',
  '^\\ud83d$',
  '^[\\ud800-\\udfff]+$',
  '(?<word>a)|b',
  '^[a-z0-9]+(?:-[a-z0-9]+)*$',
  '^.{0,700}$',
];

const character = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...'abcAB01 -_\n') },
  { weight: 1, arbitrary: fc.constantFrom('é', '😀', '\u2028', '\ud83d', '\udc00', '\u017f') },
);
const text = fc.array(character, { maxLength: 10 }).map((parts) => parts.join(''));

const pattern = fc.letrec<{ alternation: string; group: string }>((tie) => ({
  group: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', 'é', '^', '$', '\\b', '\\B', '\\s', '\\W', '😀'),
    fc
      .tuple(fc.constantFrom('?:', '', '?=', '?!', '?<=', '?<!'), tie('alternation'))
      .map(([kind, inner]) => `(${kind}${inner})`),
  ),
  alternation: fc
    .array(
      fc
        .array(
          fc.tuple(
            tie('group'),
            fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '*?', '{2,}'),
          ),
          { maxLength: 4 },
        )
        .map((parts) =>
          parts
            .map(([part, times]) => part + (/^(\(\?<?[=!]|[\^$]|\\[bB])/.test(part) ? '' : times))
            .join(''),
        ),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => parts.join('|')),
})).alternation;

describe('a pattern in linear time', () => {
  it.each(PATTERNS)('finds what /%s/u finds', (source) => {
    const linear = compileLinearPattern(source);
    const expression = new RegExp(source, 'u');
    fc.assert(
      fc.property(text, (candidate) => {
        expect(linear.test(candidate)).toBe(expression.test(candidate));
      }),
      { numRuns: 300 },
    );
  });

  it('finds what random patterns find, with what they look around for', () => {
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 4, maxLength: 4 }), (source, texts) => {
        const linear = compileLinearPattern(source);
        const expression = new RegExp(source, 'u');
        for (const candidate of texts) {
          expect(linear.test(candidate), source).toBe(expression.test(candidate));
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['^(a+)+$', `${'a'.repeat(40)}b`],
    ['^(a|a)*$', `${'a'.repeat(10_000)}b`],
    ['^(?=(a+)+$)', `${'a'.repeat(10_000)}b`],
    ['^(?:a?){60}a{60}$', 'a'.repeat(59)],
    ['(\\b\\w+\\s*)+!$', 'word '.repeat(2000)],
    ['(x+x+)+y', 'x'.repeat(10_000)],
  ])('is done with /%s/ at once', (source, long) => {
    const started = performance.now();
    expect(compileLinearPattern(source).test(long)).toBe(false);
    // RegExp takes hours. The margin is for a machine that has other things to do.
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it.each([
    ['(a)\\1', 'refers back to a group (\\1)'],
    ['(?<x>a)\\k<x>', 'refers back to a group (\\k<x>)'],
    ['(?:(?:a{100}){100}){100}', 'repeats too much'],
    [`${'('.repeat(600)}a${')'.repeat(600)}`, 'is nested too deeply'],
  ])('refuses /%s/', (source, problem) => {
    expect(() => compileLinearPattern(source)).toThrow(new PatternError(problem));
  });

  it('leaves the words for what is no expression to the platform', () => {
    expect(() => compileLinearPattern('a{2')).toThrow(SyntaxError);
  });
});
