import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ibanCheckDigits, isIbanValid } from '../locales/safe-ibans.ts';
import { luhnDigit as luhnOfText, TEST_CARDS } from '../locales/safe-ranges.ts';
import { eanDigit, ibanDigits, luhnDigit } from './check-digits.ts';

type Digit = (bytes: Uint8Array, address: number, length: number) => number;

/** The text somewhere inside a longer block, as kernels find it. */
const of = (digit: Digit, text: string): number => {
  const block = new TextEncoder().encode(`77${text}99`);
  return digit(block, 2, text.length);
};
const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 30 });

describe('check digits', () => {
  it('completes published card numbers', () => {
    for (const { number } of TEST_CARDS)
      expect(of(luhnDigit, number.slice(0, -1))).toBe(Number(number.at(-1)));
  });

  it('agrees with the plain form of the Luhn test on any digits', () => {
    fc.assert(
      fc.property(digits, (text) => {
        expect(of(luhnDigit, text)).toBe(luhnOfText(text));
      }),
    );
  });

  it('completes bar codes printed in the GS1 General Specifications and on books', () => {
    for (const code of ['4006381333931', '9780306406157', '6291041500213']) {
      expect(of(eanDigit, code.slice(0, 12))).toBe(Number(code[12]));
    }
  });

  it('completes IBANs of the SWIFT registry', () => {
    for (const iban of ['GB29NWBK60161331926819', 'DE89370400440532013000', 'NO9386011117947']) {
      expect(isIbanValid(iban)).toBe(true);
      expect(of(ibanDigits, iban.slice(0, 2) + iban.slice(4))).toBe(Number(iban.slice(2, 4)));
    }
  });

  it('agrees with the plain form of MOD 97-10 on any account', () => {
    const account = fc.string({
      unit: fc.constantFrom(...'0123456789ABCXYZ'),
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(account, (rest) => {
        expect(of(ibanDigits, `GB${rest}`)).toBe(Number(ibanCheckDigits('GB', rest)));
      }),
    );
  });
});
