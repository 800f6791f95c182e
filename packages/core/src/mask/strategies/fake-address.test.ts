import { describe, expect, it } from 'vitest';
import { loadLocale } from '../../locales/load-locale.ts';
import { places } from '../../locales/places.ts';
import { ADDRESS_PARTS } from '../fake-address-parts.ts';
import { maskWords } from '../mask-words.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { manyTexts, maskTexts } from '../testing/mask-texts.ts';
import { testContext } from '../testing/test-context.ts';
import { fakeAddress } from './fake-address.ts';

const US = places(await loadLocale('en'));

describeStrategy(fakeAddress, {
  full: {
    accepts: (mask) => expect(mask).toMatch(/^[1-9]\d+ .+, .+, [A-Z]{2} \d{5}$/),
  },
  'city, by owner': {
    options: { part: 'city', by: 'owner' },
    accepts: (mask) => expect(US.city).toContain(mask),
  },
  'post code': {
    options: { part: 'zip' },
    accepts: (mask) => expect(mask).toMatch(/^\d{5}(?:-\d{4})?$/),
  },
  region: {
    options: { part: 'regionCode', by: 'owner', regionFrom: 'state' },
    accepts: (mask) => expect(US.stateCode).toContain(mask),
  },
});

describe('fake.address', () => {
  const owners = manyTexts('owner ####', 200);
  const all = (options: object, others: Readonly<Record<string, readonly string[]>> = {}) =>
    Object.fromEntries(
      ADDRESS_PARTS.map((part) => [
        part,
        maskTexts(fakeAddress, owners, {
          options: { part, by: 'id', ...options },
          others: { id: owners, ...others },
        }),
      ]),
    );

  it('gives all parts of a row one address', () => {
    const { full, street, city, region, regionCode, zip } = all({});
    for (const [row, address] of (full ?? []).entries()) {
      const code = zip?.[row] ?? '';
      expect(address).toBe(`${street?.[row]}, ${city?.[row]}, ${regionCode?.[row]} ${code}`);
      const place = US.city.indexOf(city?.[row] ?? '');
      expect([US.state[place], US.stateCode[place]]).toEqual([region?.[row], regionCode?.[row]]);
      expect(code.slice(0, 3)).toBe(US.postcode[place]?.slice(0, 3));
    }
  });

  it('stays in the region where asked', () => {
    const states = owners.map((_, row) => (row % 2 === 0 ? 'TX' : 'california'));
    const { regionCode } = all({ regionFrom: 'state' }, { state: states });
    expect(regionCode).toEqual(owners.map((_, row) => (row % 2 === 0 ? 'TX' : 'CA')));
  });

  it('keeps the first three digits of a ZIP code where asked, those of a number too', () => {
    const zips = owners.map((_, row) => ['60601', '2155', '94105-1234'][row % 3] ?? '');
    const { zip, regionCode } = all({ zipFrom: 'zip' }, { zip: zips });
    expect(zip?.slice(0, 3).map((code) => code.slice(0, 3))).toEqual(['606', '021', '941']);
    expect(regionCode?.slice(0, 3)).toEqual(['IL', 'MA', 'CA']);
  });

  it('keeps the form of longer ZIP codes and of codes of countries', () => {
    expect(maskTexts(fakeAddress, ['60601-1234'], { options: { part: 'zip' } })[0]).toMatch(
      /^\d{5}-\d{4}$/,
    );
    const countries = maskTexts(fakeAddress, ['DE', 'Germany'], { options: { part: 'country' } });
    expect(countries).toEqual(['US', 'United States']);
  });

  it.each(['de', 'en_GB', 'fr_CA', 'ja', 'nl'])('writes addresses of %s', async (code) => {
    const words = maskWords(await loadLocale(code));
    const context = { ...testContext({ locale: code }), words: () => words };
    for (const part of ADDRESS_PARTS)
      for (const mask of maskTexts(fakeAddress, owners, { options: { part }, context }))
        expect(mask).toMatch(/^[^#?]+$/u);
  });
});
