import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asciiLocalPart, asciiLocalParts, romanise } from './romanise.ts';
import { HANGUL, LATIN_SPELLING } from './romanise-tables.ts';

test.each([
  ['Müller-Straße', 'mullerstrasse'],
  ['Bjørn Ærø', 'bjornaero'],
  ['Łukasz', 'lukasz'],
  ['Çağrı', 'cagri'],
  ['Щербаков', 'shcherbakov'],
  ['Юлія', 'yuliya'],
  ['Γιώργος', 'giorgos'],
  ['გიორგი', 'giorgi'],
  ['Հայկ', 'hayk'],
  ['דוד', 'dod'],
  ['محمد', 'mhmd'],
  ['김민준', 'gimminjun'],
  ['さくら', 'sakura'],
  ['Nguyễn Đức', 'nguyenduc'],
  ['O’Brien 3rd', 'obrien3rd'],
])('%s is spelt %s', (text, latin) => {
  expect(romanise(text)).toBe(latin);
});

test('every letter of the tables has its spelling', () => {
  for (const [letter, latin] of LATIN_SPELLING) {
    expect([...letter].length, letter).toBe(1);
    expect(latin, letter).toMatch(/^[a-z]*$/);
  }
  expect([HANGUL.initials.length, HANGUL.vowels.length, HANGUL.finals.length]).toEqual([
    19, 21, 28,
  ]);
});

describe('asciiLocalPart', () => {
  test('is never empty, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const part = asciiLocalPart(text);
        expect(part).toMatch(/^[a-z0-9]{1,40}$/);
        expect(asciiLocalPart(text)).toBe(part);
      }),
    );
  });

  test('takes a stand-in for a script without a table, always the same', () => {
    const standIns = ['Ann', 'Bob', 'Çem'];
    expect(['ann', 'bob', 'cem']).toContain(asciiLocalPart('สมชาย', standIns));
    expect(asciiLocalParts(['王', 'Zoë', '李', '张'], standIns)).toEqual([
      'ann',
      'zoe',
      'cem',
      'ann',
    ]);
  });

  test('tells texts apart that have no spelling', () => {
    expect(asciiLocalPart('王')).not.toBe(asciiLocalPart('李'));
  });
});
