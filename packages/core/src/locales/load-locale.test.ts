import { allLocales } from '@faker-js/faker';
import { beforeAll, describe, expect, test } from 'vitest';
import { RequestError } from '../errors.ts';
import { LOCALE_CODES, loadLocale, localeIssue, nearestLocales } from './load-locale.ts';
import type { Locale } from './locale.ts';
import { hashText } from './romanise.ts';

/** What generators draw from, in every locale. */
const NEEDED = [
  ...['person.firstName', 'person.lastName', 'person.sex', 'person.gender', 'person.jobArea'],
  ...['person.jobDescriptor', 'person.jobType', 'location.city_pattern', 'location.country'],
  ...['location.street_pattern', 'location.street_suffix', 'location.buildingNumber'],
  ...['location.secondaryAddress', 'location.street_address.normal', 'location.time_zone'],
  ...['location.country_code.alpha2', 'company.name_pattern', 'company.legal_entity_type'],
  ...['company.adjective', 'company.descriptor', 'company.noun', 'company.buzz_verb'],
  ...['company.buzz_adjective', 'company.buzz_noun', 'commerce.department', 'commerce.product'],
  ...['commerce.productAdjective', 'commerce.productMaterial', 'commerce.product_description'],
  ...['color.human', 'lorem.word', 'word.noun', 'word.adjective', 'word.verb', 'word.adverb'],
  ...['internet.domain_suffix', 'internet.example_email', 'date.month.wide', 'date.weekday.wide'],
  ...['finance.currency.code', 'finance.currency.name', 'finance.transaction_type'],
];

test('every locale of Faker but base can be loaded', () => {
  const faker = Object.keys(allLocales).filter((code) => code !== 'base');
  expect([...LOCALE_CODES]).toEqual(faker.sort());
});

describe.each(LOCALE_CODES)('%s', (code) => {
  let locale: Locale;
  beforeAll(async () => {
    locale = await loadLocale(code);
  });

  test('has well-formed words for every generator', () => {
    const empty = NEEDED.filter((ref) => locale.words(ref).length === 0);
    expect(empty).toEqual([]);
    for (const ref of NEEDED) {
      const words = locale.words(ref);
      const malformed = words.filter(
        (word) =>
          word.trim() === '' || word !== word.normalize() || Buffer.from(word).toString() !== word,
      );
      expect(malformed, ref).toEqual([]);
      expect(new Set(words).size, ref).toBe(words.length);
    }
  });

  test('has positive weights that follow the list', () => {
    const weighted = locale.weighted('person.name');
    expect(weighted.map(({ value }) => value)).toEqual(locale.list('person.name'));
    expect(weighted.every(({ weight }) => weight > 0)).toBe(true);
  });
});

test('words are part of the data: a Faker with other words needs a new release', async () => {
  const texts = await Promise.all(
    LOCALE_CODES.map(async (code) => {
      const locale = await loadLocale(code);
      return JSON.stringify([code, NEEDED.map((ref) => locale.words(ref))]);
    }),
  );
  expect(hashText(texts.join('\n'))).toBe(1_711_976_613);
});

describe('loadLocale', () => {
  test('loads a locale once', () => {
    expect(loadLocale('de')).toBe(loadLocale('de'));
  });

  test('follows the chain: Austria, then German, then English', async () => {
    const [austrian, german, english] = await Promise.all(
      ['de_AT', 'de', 'en'].map((code) => loadLocale(code)),
    );
    expect(austrian?.list('location.state')).toContain('Tirol');
    expect(austrian?.list('color.human')).toEqual(german?.list('color.human'));
    expect(austrian?.list('company.buzz_noun')).toEqual(english?.list('company.buzz_noun'));
    expect(austrian?.inherits('company.buzz_noun')).toBe(true);
  });

  test('keeps the weights of Faker', async () => {
    const locale = await loadLocale('de');
    expect(locale.patterns('person.name').map(({ weight }) => weight)).toEqual([1, 9]);
  });

  test.each(['xx', 'de-AT', '', 'base', '__proto__', 'toString'])('refuses "%s"', async (code) => {
    await expect(loadLocale(code)).rejects.toThrow(RequestError);
    await expect(loadLocale(code)).rejects.toThrow(`there is no locale "${code}"`);
  });
});

describe('localeIssue', () => {
  test('is silent about a locale that exists', () => {
    expect(localeIssue(['locale'], 'de_AT')).toBeUndefined();
  });

  test('points at what was meant', () => {
    expect(nearestLocales('de-at')[0]).toBe('de_AT');
    expect(localeIssue(['tables', 'users', 'locale'], 'en-us')).toMatchObject({
      path: ['tables', 'users', 'locale'],
      code: 'unknown-locale',
      hint: expect.stringContaining('did you mean "en_US"'),
    });
  });

  test('lists all locales where nothing is near, however long the code', () => {
    const issue = localeIssue([], 'k'.repeat(100_000));
    for (const code of LOCALE_CODES) expect(issue?.hint).toContain(code);
  });
});
