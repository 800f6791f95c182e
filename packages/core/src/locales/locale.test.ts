import { describe, expect, test } from 'vitest';
import { RequestError } from '../errors.ts';
import { makeLocale } from './locale.ts';

const englishWords = {
  person: {
    first_name: { female: ['Ann'], male: ['Bob'], generic: ['Kim'] },
    prefix: { generic: ['Dr.'] },
  },
  location: { city_suffix: [' Green', ''], postcode: ['#####'] },
};
const english = makeLocale('en', englishWords, undefined);
const words = {
  // As Faker merges: entries that a locale lacks are those of English, the very same lists.
  person: { ...englishWords.person, first_name: { generic: ['A\u0301da', 'Áda', ' Bo '] } },
  location: { ...englishWords.location, postcode: null },
  date: { names: [{ code: 'X' }, { code: 'Y' }] },
  one: { text: 'a {{b.c}}' },
};
const locale = makeLocale('xx', words, { locale: english, definitions: englishWords });

describe('lists', () => {
  test('are composed, trimmed, without repeats, in order, frozen and the same every time', () => {
    const list = locale.list('person.first_name.generic');
    expect(list).toEqual(['Áda', 'Bo']);
    expect(Object.isFrozen(list)).toBe(true);
    expect(locale.list('person.first_name.generic')).toBe(list);
  });

  test('keep the blank that joins a suffix, and drop empty entries', () => {
    expect(locale.list('location.city_suffix')).toEqual([' Green']);
  });

  test('do not mix two languages in one entry', () => {
    expect(locale.has('person.first_name.female')).toBe(false);
    expect(locale.words('person.firstName')).toEqual(['Áda', 'Bo']);
    expect(english.words('person.firstName')).toEqual(['Ann', 'Bob', 'Kim']);
  });

  test('can be gathered from records, and a single text is a list of one', () => {
    expect(locale.list('date.names.code')).toEqual(['X', 'Y']);
    expect(locale.has('date.names')).toBe(false);
    expect(locale.patterns('one.text')).toEqual([
      { weight: 1, parts: [{ literal: 'a ' }, { ref: 'b.c' }] },
    ]);
  });

  test('tell what came from English', () => {
    expect(locale.inherits('person.prefix')).toBe(true);
    expect(locale.inherits('person.first_name')).toBe(false);
    expect(english.inherits('person.prefix')).toBe(false);
    expect(locale.english).toBe(english);
    expect(english.english).toBe(english);
  });
});

describe('a list that is not there', () => {
  test.each([
    ['person.no_such', 'xx has no list "person.no_such"'],
    ['location.postcode', 'xx rules out "location.postcode"'],
    ['constructor.name', 'xx has no list "constructor.name"'],
  ])('%s is an error that names path and locale', (path, message) => {
    expect(locale.has(path)).toBe(false);
    expect(() => locale.list(path)).toThrow(RequestError);
    expect(() => locale.weighted(path)).toThrow(message);
  });
});
