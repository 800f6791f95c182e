import { beforeAll, describe, expect, test } from 'vitest';
import { boxOf, countryOf, LOCALE_COUNTRY } from './country.ts';
import { LOCALE_CODES, loadLocale } from './load-locale.ts';
import type { Locale } from './locale.ts';
import { CANADIAN_PROVINCES, US_STATES } from './north-american-regions.ts';
import { countryLists, type Places, places } from './places.ts';
import { hashText } from './romanise.ts';

function everyPlace({ city, state, stateCode, postcode, latitude, longitude }: Places) {
  return city.map((name, at) => ({
    city: name,
    state: state[at] ?? '',
    stateCode: stateCode[at] ?? '',
    postcode: postcode[at] ?? '',
    latitude: latitude[at] ?? Number.NaN,
    longitude: longitude[at] ?? Number.NaN,
  }));
}

describe.each(LOCALE_CODES)('%s', (code) => {
  let locale: Locale;
  let made: Places;
  beforeAll(async () => {
    locale = await loadLocale(code);
    made = places(locale);
  });

  test('has a power of two of cities, none twice', () => {
    expect(made.count).toBeGreaterThanOrEqual(16);
    expect(Math.log2(made.count) % 1).toBe(0);
    const { city, state, stateCode, postcode, latitude, longitude } = made;
    for (const list of [city, state, stateCode, postcode, latitude, longitude]) {
      expect(list).toHaveLength(made.count);
    }
    expect(new Set(city).size).toBe(made.count);
    const malformed = [...city, ...state, ...stateCode].filter(
      (text) => text === '' || text !== text.normalize().trim() || /[{}]|\s\s/.test(text),
    );
    expect(malformed).toEqual([]);
  });

  test('has one code per state and one state per code', () => {
    const pairs = new Set(everyPlace(made).map((place) => `${place.state}/${place.stateCode}`));
    expect(new Set(made.state).size).toBe(pairs.size);
    expect(new Set(made.stateCode).size).toBe(pairs.size);
  });

  test('lies in its state or country', () => {
    const northAmerican = [...US_STATES, ...CANADIAN_PROVINCES];
    const isUs = made.countryCode === 'US' || made.countryCode === 'CA';
    const strays = everyPlace(made).filter((place) => {
      const region = isUs
        ? northAmerican.find((one) => one.names.includes(place.state))
        : undefined;
      const [south, west, north, east] = region?.box ?? boxOf(code);
      const { latitude, longitude } = place;
      return !(latitude >= south && latitude <= north && longitude >= west && longitude <= east);
    });
    expect(strays).toEqual([]);
  });

  test('leaves only digits of a post code open, and has one unless the country has none', () => {
    const odd = made.postcode.filter((pattern) => !/^[A-Z0-9# -]*#[A-Z0-9# -]*$/.test(pattern));
    expect(code === 'en_HK' ? new Set(odd) : odd).toEqual(code === 'en_HK' ? new Set(['']) : []);
  });

  test('is the same on every call and for every copy of the locale', () => {
    expect(places(locale)).toBe(made);
    const again = places({ ...locale, english: locale.english });
    expect(again).not.toBe(made);
    expect(again).toEqual(made);
  });
});

describe('post codes tell the state', () => {
  test.each([...US_STATES])('$code', async ({ code, postcodes }) => {
    const prefixes = everyPlace(places(await loadLocale('en_US')))
      .filter((place) => place.stateCode === code)
      .map((place) => place.postcode);
    const ranges = typeof postcodes === 'string' ? [] : postcodes;
    const strays = prefixes.filter((pattern) => {
      const prefix = Number(pattern.slice(0, 3));
      return (
        !/^\d{3}##$/.test(pattern) || !ranges.some(([low, high]) => prefix >= low && prefix <= high)
      );
    });
    expect(strays).toEqual([]);
  });

  test('no two states of the US share a prefix, and large states have more places', async () => {
    const prefixes = US_STATES.flatMap(({ postcodes }) =>
      typeof postcodes === 'string'
        ? []
        : postcodes.flatMap(([low, high]) =>
            Array.from({ length: high - low + 1 }, (_, at) => low + at),
          ),
    );
    expect(new Set(prefixes).size).toBe(prefixes.length);
    const states = places(await loadLocale('en_US')).stateCode;
    const count = (code: string) => states.filter((state) => state === code).length;
    expect(new Set(states).size).toBe(51);
    expect(count('CA')).toBeGreaterThan(3 * count('WY'));
  });

  test.each([
    ['en_CA', 'QC', /^[GHJ]\d?#?[A-Z] #[A-Z]#$/],
    ['fr_CA', 'BC', /^V#[A-Z] #[A-Z]#$|^V\d[A-Z] #[A-Z]#$/],
    ['de', 'BY', /^(8[0-7]|9[0-7])\d##$/],
    ['de', 'BE', /^1[023]\d##$/],
    ['en_AU', 'TAS', /^7\d##$/],
    ['en_GB', 'NIR', /^BT/],
    ['en_GB', 'WLS', /^(CF|LD|LL|NP|SA)/],
  ])('%s %s', async (code, state, form) => {
    const found = everyPlace(places(await loadLocale(code)))
      .filter((place) => place.stateCode === state)
      .map((place) => place.postcode);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((pattern) => !form.test(pattern))).toEqual([]);
  });

  test('elsewhere the post codes of a state begin alike', async () => {
    const made = everyPlace(places(await loadLocale('pl')));
    const starts = new Set(made.map((place) => `${place.state} ${place.postcode[0]}`));
    expect(starts.size).toBe(new Set(made.map((place) => place.state)).size);
  });
});

test('gazetteers are part of the data: a changed one needs a new release', async () => {
  const texts = await Promise.all(
    LOCALE_CODES.map(async (code) => JSON.stringify(places(await loadLocale(code)))),
  );
  expect(hashText(texts.join('\n'))).toBe(1_019_937_763);
});

describe('countries', () => {
  test('every locale has one, and no locale is missing or too many', () => {
    expect(Object.keys(LOCALE_COUNTRY).sort()).toEqual([...LOCALE_CODES]);
    for (const { code, name, english, dialCode } of Object.values(LOCALE_COUNTRY)) {
      expect(code).toMatch(/^[A-Z]{2}$/);
      expect(dialCode).toMatch(/^[1-9]\d{0,2}$/);
      expect([name, english]).toEqual([name.normalize(), expect.stringMatching(/^[A-Z]/)]);
    }
    expect(countryOf('de')).toEqual({
      code: 'DE',
      name: 'Deutschland',
      english: 'Germany',
      dialCode: '49',
    });
  });

  test('a locale that names a country is in it', async () => {
    for (const code of LOCALE_CODES) {
      const suffix = /_([A-Z]{2})(_|$)/.exec(code)?.[1];
      if (suffix !== undefined) expect(countryOf(code).code).toBe(suffix);
    }
  });

  test('an unknown locale is refused', () => {
    expect(() => countryOf('xx')).toThrow('there is no locale "xx"');
    expect(() => boxOf('__proto__')).toThrow('there is no locale "__proto__"');
  });

  test('boxes are not empty and on the globe', () => {
    const boxes = [...LOCALE_CODES.map(boxOf), ...US_STATES.map(({ box }) => box)];
    for (const [south, west, north, east] of boxes) {
      expect(south).toBeLessThan(north);
      expect(west).toBeLessThan(east);
      expect(Math.max(Math.abs(south), Math.abs(north))).toBeLessThan(90);
      expect(Math.max(Math.abs(west), Math.abs(east))).toBeLessThan(180);
    }
  });

  test('lists of the world come with ISO codes', async () => {
    const { names, alpha2, alpha3 } = countryLists(await loadLocale('de'));
    expect(names).toContain('Deutschland');
    expect(alpha2).toContain('DE');
    expect(alpha3).toContain('DEU');
    for (const code of LOCALE_CODES) expect(alpha2).toContain(countryOf(code).code);
  });
});
