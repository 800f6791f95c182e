import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALE_CODES } from '../../locales/load-locale.ts';
import { NANP_AREA_CODES } from '../../locales/nanp-area-codes.ts';
import { phoneCountries, phoneFormats } from '../../locales/safe-phones.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { fakePhone } from './fake-phone.ts';

const NANP = /^\+1[2-9]\d{2}55501\d{2}$/;

/** Written from the regulators' lists once more, on purpose: NANPA, Ofcom, ACMA. */
const RESERVED = {
  US: { e164: NANP, national: /^\([2-9]\d{2}\) 555-01\d{2}$/ },
  GB: {
    e164: /^\+44(?:7700900\d{3}|1632960\d{3}|2079460\d{3}|(?:11[3-8]|1[2-6]1)4960\d{3}|1914980\d{3}|2896496\d{3}|2920180\d{3}|3069990\d{3})$/,
    national: /^0[\d ]{10,12}$/,
  },
  AU: {
    e164: /^\+61(?:[2378](?:5550|7010)\d{4}|491570(?:006|110|15[6-9]))$/,
    national: /^(?:\(0[2378]\) (?:5550|7010) \d{4}|0491 570 (?:006|110|15[6-9]))$/,
  },
};

const numbers = fc.stringMatching(/^\+?[\d ().-]{7,16}\d$/);

/** Whether the digits are those of a reserved number of any country, in either form. */
const isReserved = (mask: string): boolean => {
  const digits = mask.replace(/\D/g, '');
  return phoneCountries().some((country) =>
    phoneFormats(country).ranges.some((range) =>
      [range.e164Prefix, range.nationalPrefix].some((prefix) => {
        const fixed = prefix.replace(/\D/g, '');
        return digits.startsWith(fixed) && digits.length === fixed.length + range.digits;
      }),
    ),
  );
};

const matches = (pattern: RegExp) => ({
  values: fc.oneof(numbers, fc.string()),
  accepts: (mask: string, value: string) => {
    if (mask !== '' || /[^\s().\-–/]/u.test(value)) expect(mask).toMatch(pattern);
  },
});

describeStrategy(fakePhone, {
  'default options': matches(NANP),
  'by owner': { options: { by: 'owner' }, ...matches(NANP) },
  'US, national': { options: { format: 'national' }, ...matches(RESERVED.US.national) },
  'GB, E.164': { options: { locale: 'en_GB' }, ...matches(RESERVED.GB.e164) },
  'GB, national': {
    options: { locale: 'en_GB', format: 'national' },
    ...matches(RESERVED.GB.national),
  },
  'AU, E.164': { options: { locale: 'en_AU' }, ...matches(RESERVED.AU.e164) },
  'AU, national': {
    options: { locale: 'en_AU', format: 'national' },
    ...matches(RESERVED.AU.national),
  },
  'GB, wide': {
    options: { locale: 'en_GB', format: 'national', overflow: 'widen' },
    ...matches(/^\+1[2-9]9\d[2-9]\d{6}$/),
  },
  'US, wide, national': {
    options: { format: 'national', overflow: 'widen' },
    ...matches(/^\([2-9]9\d\) [2-9]\d{2}-\d{4}$/),
  },
  'DE, by region': {
    options: { region: 'DE' },
    ...matches(
      /^\+49(?:3023125\d{3}|6990009\d{3}|4066969\d{3}|2214710\d{3}|8999998\d{3}|176040690\d{2}|1\d{9,10})$/,
    ),
  },
  'like the value': {
    options: { format: 'like', keepCountry: true },
    values: fc.oneof(numbers, fc.stringMatching(/^\+44 \d{2} \d{4} \d{4}$/)),
    accepts: (mask) => expect(isReserved(mask), mask).toBe(true),
  },
  'a country without such numbers': {
    options: { locale: 'pl', format: 'national' },
    ...matches(NANP),
  },
});

describe('fake.phone', () => {
  const maskAll = (
    values: readonly (string | null)[],
    options: object = {},
    others: readonly (string | null)[] = [],
    context = testContext(),
  ): (string | null)[] =>
    fakePhone.create(
      options,
      context,
    )({ values, other: () => others, masked: () => [], firstRow: 0 });

  it('knows a number however it is punctuated', () => {
    const spellings = ['+1 (212) 867-5309', '+12128675309', '+1.212.867.5309', ' +1 212/867 5309'];
    expect(new Set(maskAll(spellings)).size).toBe(1);
  });

  it('never gives back the number in another spelling', () => {
    const own = Array.from({ length: 200 }, (_, index) => `id ${index}`);
    const drawn = maskAll(own, { by: 'id' }, own);
    const spelled = drawn.map(
      (mask) => `(${mask?.slice(2, 5)}) ${mask?.slice(5, 8)}-${mask?.slice(8)}`,
    );
    const again = maskAll(spelled, { by: 'id' }, own);
    expect(again.filter((mask, row) => mask === drawn[row])).toEqual([]);
  });

  it('keeps country and punctuation where asked', () => {
    const values = ['+44 20 8765 4321', '001 212 867 5309', '(212) 867-5309', '+46 8 123 456 78'];
    const masks = maskAll(values, { format: 'like', keepCountry: true });
    expect(masks[0]).toMatch(/^\+44 /);
    expect(masks[1]).toMatch(/^\+1\d{3}55501\d\d$|^\(\d{3}\) 555-01\d\d$/);
    expect(masks[2]).toMatch(/^\(\d{3}\) 555-01\d{2}$/);
    expect(masks[3]).toMatch(/^\+46/);
    const canada = maskAll(['+1 416 867 5309', '+1 416-867-5310'], { keepCountry: true });
    const codes: readonly string[] = NANP_AREA_CODES.CA;
    for (const mask of canada) expect(codes).toContain(mask?.slice(2, 5));
  });

  it('has room for what it is asked', () => {
    expect(fakePhone.capacity({}, 'en_GB')).toBe(18_000);
    expect(fakePhone.capacity({ region: 'AU' }, 'en_GB')).toBe(80_006);
    expect(fakePhone.capacity({ overflow: 'widen' }, 'en_GB')).toBe(640_000_000);
  });

  it('uses the whole of the reserved numbers', () => {
    const values = Array.from({ length: 5000 }, (_, index) => `0151 ${index}`);
    const masks = new Set(maskAll(values, { locale: 'en_AU' }));
    // 80,006 numbers: birthday bound leaves about 4,850 of 5,000 distinct.
    expect(masks.size).toBeGreaterThan(4750);
  });

  it.each(LOCALE_CODES)('has numbers for locale %s', (locale) => {
    expect(maskAll(['030 123456'], {}, [], testContext({ locale }))[0]).toMatch(
      /^\+(?:1|33|44|46|49|61|353)\d+$/,
    );
  });
});
