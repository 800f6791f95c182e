import { describe, expect, it } from 'vitest';
import { programRows } from '../../format/program-rows.ts';
import { LOCALE_CODES, loadLocale } from '../../locales/load-locale.ts';
import { countryLists, places } from '../../locales/places.ts';
import { planTables } from '../../plan/plan.ts';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column, generatedTable, requestOf } from '../../testing/requests.ts';
import { GENERATORS } from '../catalog.generated.ts';
import {
  city,
  country,
  countryCode,
  latitude,
  longitude,
  postcode,
  state,
  zipCode,
} from './location-places.ts';

const english = await loadLocale('en');
const { city: cities, state: states, stateCode: stateCodes } = places(english);

describeGenerator(city, {
  'default options': { uniqueRows: true, accepts: (value) => expect(cities).toContain(value) },
});

describeGenerator(state, {
  'default options': { accepts: (value) => expect(states).toContain(value) },
  abbreviated: {
    options: { abbreviated: true },
    accepts: (value) => expect(stateCodes).toContain(value),
  },
});

const zip = (value: unknown) => expect(value).toMatch(/^\d{5}$/);
describeGenerator(postcode, {
  'default options': { accepts: zip },
  'letters and digits': {
    locale: 'en_GB',
    accepts: (value) => expect(value).toMatch(/^[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}$/),
  },
  'lengths that differ': {
    locale: 'he',
    accepts: (value) => expect(value).toMatch(/^\d{5}(\d{2})?$/),
  },
  'a country without post codes': { locale: 'en_HK', accepts: (value) => expect(value).toBe('') },
});
describeGenerator(zipCode, { "by Faker's name": { accepts: zip } });

const degrees = (value: unknown, most: number): void => {
  expect(String(value)).toMatch(/^-?\d+\.\d{4}$/);
  expect(Math.abs(Number(value))).toBeLessThan(most);
};
describeGenerator(latitude, { 'default options': { accepts: (value) => degrees(value, 90) } });
describeGenerator(longitude, { 'default options': { accepts: (value) => degrees(value, 180) } });

const { names, alpha2 } = countryLists(english);
describeGenerator(country, {
  'default options': { accepts: (value) => expect(value).toBe('United States') },
  'any country': { options: { from: 'any' }, accepts: (value) => expect(names).toContain(value) },
});
describeGenerator(countryCode, {
  'default options': { locale: 'de_AT', accepts: (value) => expect(value).toBe('AT') },
  'any country': { options: { from: 'any' }, accepts: (value) => expect(alpha2).toContain(value) },
});

describe('the place of a row', () => {
  const columns = {
    city: column('location.city'),
    state: column('location.state'),
    code: column('location.state', { abbreviated: true }),
    postcode: column('location.postcode'),
    latitude: column('location.latitude'),
    longitude: column('location.longitude'),
    country: column('location.country'),
    other: column('location.city', { entity: 'shipping' }),
  };

  it.each(LOCALE_CODES)('is one and the same for all columns: %s', async (locale) => {
    const request = requestOf({ t: generatedTable(50, columns) }, { locale });
    const { tables } = await planTables({ request, imports: {} }, GENERATORS);
    const gazetteer = places(await loadLocale(locale));
    for (const row of await programRows(tables[0]!.program, 0, 50)) {
      const at = gazetteer.city.indexOf(String(row.city));
      expect(row.state).toBe(gazetteer.state[at]);
      expect(row.code).toBe(gazetteer.stateCode[at]);
      expect(row.country).toBe(gazetteer.country);
      expect(fitsPattern(String(row.postcode), gazetteer.postcode[at] ?? '')).toBe(true);
      expect(Math.abs(Number(row.latitude) - (gazetteer.latitude[at] ?? 999))).toBeLessThan(0.0301);
      expect(Math.abs(Number(row.longitude) - (gazetteer.longitude[at] ?? 999))).toBeLessThan(
        0.0301,
      );
    }
  });

  it('is another one for another entity', async () => {
    const request = requestOf({ t: generatedTable(200, columns) });
    const { tables } = await planTables({ request, imports: {} }, GENERATORS);
    const rows = await programRows(tables[0]!.program, 0, 200);
    expect(rows.filter((row) => row.city === row.other).length).toBeLessThan(5);
  });
});

function fitsPattern(text: string, pattern: string): boolean {
  return (
    text.length === pattern.length &&
    [...pattern].every((sign, i) => (sign === '#' ? /\d/.test(text[i] ?? '') : sign === text[i]))
  );
}
