import { describe, expect, it } from 'vitest';
import {
  codiceFiscaleLetter,
  cpfDigits,
  dniLetter,
  mod1110Digit,
  nhsDigit,
  nirDigits,
  peselDigit,
  tfnDigit,
  verhoeffDigit,
  vinDigit,
} from './check-digits.ts';

/** Published examples of the issuers and of standards. */
const EXAMPLES = [
  ['NHS number', nhsDigit, '943476591', '9'],
  ['Aadhaar (Verhoeff)', verhoeffDigit, '236', '3'],
  ['tax identifier of Germany', mod1110Digit, '8609574271', '9'],
  ['CPF', cpfDigits, '111444777', '35'],
  ['PESEL', peselDigit, '4405140135', '9'],
  ['TFN', tfnDigit, '12345678', '2'],
  ['DNI', dniLetter, '12345678', 'Z'],
  ['NIR', nirDigits, '2550814168025', '38'],
  ['codice fiscale', codiceFiscaleLetter, 'RSSMRA85T10A562', 'S'],
] as const;

describe('check digits', () => {
  it.each(EXAMPLES)('%s', (_name, check, digits, expected) => {
    expect(check(digits)).toBe(expected);
  });

  it('vehicle identification number', () => {
    expect(vinDigit('11111111111111111')).toBe('1');
    expect(vinDigit('1M8GDM9AXKP042788')).toBe('X');
  });

  it('says where no digit fits', () => {
    expect(nhsDigit('000000006')).toBe(undefined);
  });
});
