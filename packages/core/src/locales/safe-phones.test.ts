import { describe, expect, test } from 'vitest';
import { LOCALE_COUNTRY } from './country.ts';
import { NANP_AREA_CODES } from './nanp-area-codes.ts';
import { phoneFormats } from './safe-phones.ts';

const COUNTRIES = ['AU', 'CA', 'DE', 'FR', 'GB', 'IE', 'SE', 'US'];

describe.each(COUNTRIES)('%s', (country) => {
  const { ranges, capacity, fallback } = phoneFormats(country);

  test('writes the same digits nationally and in E.164', () => {
    expect(fallback).toBe(false);
    for (const { e164Prefix, digits, national, nationalPrefix } of ranges) {
      const written = national.replace(/\D/g, '').replace(/^0/, '');
      expect(e164Prefix.endsWith(written), national).toBe(true);
      expect(national.split('#').length - 1).toBe(digits);
      expect(national.startsWith(nationalPrefix)).toBe(true);
      expect(national.slice(nationalPrefix.length)).toMatch(/^[# ]*$/);
      expect(e164Prefix).toMatch(/^\+[1-9]\d+$/);
      expect(e164Prefix.length - 1 + digits).toBeLessThanOrEqual(15);
    }
  });

  test('has ranges that do not overlap and sum up to its capacity', () => {
    const prefixes = ranges.map(({ e164Prefix }) => e164Prefix);
    const overlap = prefixes.filter((prefix) =>
      prefixes.some((other) => other !== prefix && prefix.startsWith(other)),
    );
    expect(overlap).toEqual([]);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    expect(ranges.reduce((sum, { digits }) => sum + 10 ** digits, 0)).toBe(capacity);
  });
});

test('North American numbers are 555-01XX in an area code that can exist', () => {
  const codes = [...NANP_AREA_CODES.US, ...NANP_AREA_CODES.CA];
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) {
    expect(code).toMatch(/^[2-9][0-8]\d$/);
    expect(code).not.toMatch(/11$/);
    expect(code).not.toMatch(/^(800|833|844|855|866|877|888|900)$/);
  }
  const { ranges, capacity } = phoneFormats('US');
  expect(ranges.every(({ e164Prefix }) => /^\+1\d{3}55501$/.test(e164Prefix))).toBe(true);
  expect(capacity).toBe(100 * NANP_AREA_CODES.US.length);
});

test('known numbers of each authority come out as published', () => {
  const numbers = (country: string) =>
    phoneFormats(country).ranges.map(({ e164Prefix, digits }) => e164Prefix + '#'.repeat(digits));
  expect(numbers('GB')).toContain('+447700900###');
  expect(numbers('GB')).toContain('+442079460###');
  expect(numbers('FR')).toContain('+3363998####');
  expect(numbers('DE')).toContain('+493023125###');
  expect(numbers('AU')).toContain('+6125550####');
  expect(numbers('AU')).toContain('+61491570156');
  expect(numbers('SE')).toContain('+463139006##');
  expect(numbers('IE')).toContain('+3532091#####');
});

test('every other country gets US numbers and is told so', () => {
  for (const { code } of Object.values(LOCALE_COUNTRY)) {
    const formats = phoneFormats(code);
    expect(formats.fallback).toBe(!COUNTRIES.includes(code));
    expect(formats.country).toBe(formats.fallback ? 'US' : code);
  }
  expect(phoneFormats('__proto__').fallback).toBe(true);
});
