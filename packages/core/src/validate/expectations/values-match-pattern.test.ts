import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { valuesMatchPattern } from './values-match-pattern.ts';

describe('valuesMatchPattern', () => {
  const rows = [{ a: 'AB12' }, { a: 'xAB12x' }, { a: null }, { a: '' }];

  it('looks for the pattern anywhere unless it is tied to the ends', () => {
    const found = (pattern: string, not = false) =>
      outcomesOf(queryFor(valuesMatchPattern, ['a'], { pattern, not }), { rows }).map(
        ({ failingRows }) => failingRows,
      );
    expect(new Set(found('[A-Z]{2}\\d{2}').map(String))).toEqual(new Set(['3']));
    expect(new Set(found('^[A-Z]{2}\\d{2}$').map(String))).toEqual(new Set(['1,3']));
    expect(new Set(found('x', true).map(String))).toEqual(new Set(['1']));
  });

  it('takes linear time for a pattern that makes others go back and forth', () => {
    const query = queryFor(valuesMatchPattern, ['a'], { pattern: '^(a+)+$' });
    const [outcome] = outcomesOf(query, { rows: [{ a: `${'a'.repeat(50_000)}!` }] });
    expect(outcome?.failingRows).toEqual([0]);
  }, 5_000);

  it.each([
    ['(', 'none of RE2'],
    ['(?=a)', 'a look around'],
    ['(?<!a)b', 'a look around'],
    ['(a)\\1', 'a reference back'],
    ['(?<name>a)', 'write (?P<name>'],
    ['\\C', 'is a byte'],
    ['\\p{Emoji}', 'a class of Unicode'],
    ['a{1,2000}', 'none of RE2'],
    ['a'.repeat(1001), 'more than 1000 characters'],
  ])('refuses %s', (pattern, message) => {
    expect(() => queryFor(valuesMatchPattern, ['a'], { pattern })).toThrow(message);
  });

  it('refuses columns that hold no text', () => {
    expect(() => queryFor(valuesMatchPattern, ['a'], { pattern: '1' }, { a: 'integer' })).toThrow(
      'a is a number, and not text',
    );
  });
});
