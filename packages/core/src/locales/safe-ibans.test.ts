import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ibanCheckDigits, isIbanValid, SAFE_IBANS, safeIban } from './safe-ibans.ts';

const CLASSES: Readonly<Record<string, string>> = { n: '[0-9]', a: '[A-Z]', c: '[A-Z0-9]' };

function form(structure: string): RegExp {
  const source = structure.replace(/(\d+)!([nac])/g, (_, size: string, kind: string) => {
    return `${CLASSES[kind]}{${size}}`;
  });
  return new RegExp(`^${source}$`);
}

describe.each([...SAFE_IBANS])('$country', ({ country, length, structure, prefix, freeDigits }) => {
  test('any free digits give a valid IBAN of the registered form', () => {
    const digits = fc.stringMatching(new RegExp(`^\\d{${freeDigits}}$`));
    fc.assert(
      fc.property(digits, (free) => {
        const rest = prefix + free;
        const iban = country + ibanCheckDigits(country, rest) + rest;
        expect(iban).toHaveLength(length);
        expect(rest).toMatch(form(structure));
        expect(isIbanValid(iban)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test('its free digits are exact numbers, and enough of them', () => {
    expect(Number.isSafeInteger(10 ** freeDigits)).toBe(true);
    expect(freeDigits).toBeGreaterThanOrEqual(7);
  });
});

// Examples of the SWIFT registry.
test.each([
  'GB29NWBK60161331926819',
  'DE89370400440532013000',
  'NO9386011117947',
  'MT84MALT011000012345MTLCAST001S',
])('%s is valid, and no other check digits are', (iban) => {
  expect(isIbanValid(iban)).toBe(true);
  expect(ibanCheckDigits(iban.slice(0, 2), iban.slice(4))).toBe(iban.slice(2, 4));
  const other = iban[3] === '9' ? '1' : String(Number(iban[3]) + 1);
  expect(isIbanValid(iban.slice(0, 3) + other + iban.slice(4))).toBe(false);
});

test('a country without a form of its own gets the British one', () => {
  expect(safeIban('DE').country).toBe('DE');
  expect(safeIban('JP')).toMatchObject({ country: 'GB', prefix: 'TEST', freeDigits: 14 });
});

test('every country stands once', () => {
  expect(new Set(SAFE_IBANS.map(({ country }) => country)).size).toBe(SAFE_IBANS.length);
});
