import { beforeAll, describe, expect, test } from 'vitest';
import { LOCALE_CODES, loadLocale } from './load-locale.ts';
import type { Locale } from './locale.ts';
import { patternRefs } from './pattern.ts';
import { type PersonLists, personLists } from './person.ts';

describe.each(LOCALE_CODES)('%s', (code) => {
  let locale: Locale;
  let person: PersonLists;
  beforeAll(async () => {
    locale = await loadLocale(code);
    person = personLists(locale);
  });

  test('has names of both sexes, each with an address form', () => {
    for (const { first, last, lastForms, word } of [person.female, person.male]) {
      for (const { text, ascii } of [first, last]) {
        expect(text.length).toBeGreaterThan(0);
        expect(ascii).toHaveLength(text.length);
        expect(ascii.filter((form) => !/^[a-z0-9]{1,40}$/.test(form))).toEqual([]);
      }
      expect(lastForms.length).toBeGreaterThan(0);
      expect(word).not.toBe('');
    }
    expect(person.female.word).not.toBe(person.male.word);
  });

  test.each(['first', 'last', 'prefix'] as const)(
    'keeps the %s of one sex from the other',
    (field) => {
      const path = {
        first: 'person.first_name',
        last: 'person.last_name',
        prefix: 'person.prefix',
      };
      const words = (sex: string): readonly string[] => {
        const list = `${path[field]}.${sex}`;
        return locale.has(list) ? locale.list(list) : [];
      };
      const either = new Set([...words('male'), ...words('generic')]);
      const used = field === 'prefix' ? person.male.prefix : person.male[field].text;
      expect(used.filter((name) => !either.has(name))).toEqual([]);
      expect(used).toHaveLength(either.size);
    },
  );

  test('can write a full name and a job title', () => {
    expect(person.fullName.length).toBeGreaterThan(0);
    const refs = person.fullName.flatMap(patternRefs);
    expect(refs.filter((ref) => locale.words(ref).length === 0)).toEqual([]);
    const words = person.job.title.filter((part) => 'words' in part);
    expect(words.length).toBeGreaterThan(0);
    expect(words.every((part) => part.words.length > 0)).toBe(true);
    expect('words' in (person.job.title[0] ?? {})).toBe(true);
    expect('words' in (person.job.title.at(-1) ?? {})).toBe(true);
  });
});

test.each([
  ['en', 'first last', ' '],
  ['de', 'first last', ' '],
  ['hu', 'last first', ' '],
  ['ja', 'last first', ' '],
  ['zh_CN', 'last first', ''],
  ['ko', 'last first', ''],
])('%s writes %s joined by "%s"', async (code, order, joiner) => {
  expect(personLists(await loadLocale(code))).toMatchObject({ order, joiner });
});

test('Spanish has two family names, English sometimes', async () => {
  const joiners = async (code: string) =>
    personLists(await loadLocale(code)).female.lastForms.map(({ joiner }) => joiner);
  expect(await joiners('es')).toEqual([' ']);
  expect(await joiners('en')).toEqual([undefined, '-']);
});

test('Russian family names and German words agree with the sex', async () => {
  const russian = personLists(await loadLocale('ru'));
  expect(russian.female.last.text[0]).toMatch(/а$/);
  expect(russian.male.last.text[0]).not.toMatch(/а$/);
  const german = personLists(await loadLocale('de'));
  expect([german.female.word, german.male.word]).toEqual(['weiblich', 'männlich']);
  expect(german.female.prefix).toContain('Frau');
  expect(german.female.prefix).not.toContain('Herr');
});

test('a job title keeps to one language', async () => {
  const arabic = personLists(await loadLocale('ar')).job;
  expect(arabic.area).toEqual([]);
  expect(arabic.title).toEqual([{ words: arabic.type }]);
});
