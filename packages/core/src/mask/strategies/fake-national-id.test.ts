import fc from 'fast-check';
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
} from '../../locales/check-digits.ts';
import { luhnDigit } from '../../locales/safe-ranges.ts';
import { NATIONAL_IDS } from '../national-ids.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { manyTexts, maskTexts } from '../testing/mask-texts.ts';
import { fakeNationalId } from './fake-national-id.ts';

const bare = (text: string): string => text.replace(/[^\dA-Z]/g, '');
const luhn = (digits: string): string => `${luhnDigit(digits)}`;

/** Whether the end of a number is what follows from the rest. */
const ends = (mask: string, check: (rest: string) => string | undefined, size = 1): boolean =>
  mask.slice(-size) === check(mask.slice(0, -size));

/** Written from the rules of the issuers once more: a number that nobody can have. */
const NOBODYS: Readonly<Record<keyof typeof NATIONAL_IDS, (mask: string) => boolean>> = {
  'us-ssn': (mask) => /^9\d\d(?:0[1-9]|[1-4]\d)\d{4}$/.test(mask) && !mask.endsWith('0000'),
  'uk-nhs': (mask) => /^999\d{7}$/.test(mask) && ends(mask, nhsDigit),
  'uk-nino': (mask) => /^QQ\d{6}[A-D]$/.test(mask),
  'ca-sin': (mask) => /^0\d{8}$/.test(mask) && !ends(mask, luhn),
  'de-steuer-id': (mask) =>
    /^0\d{10}$/.test(mask) && new Set(mask.slice(0, 10)).size === 9 && ends(mask, mod1110Digit),
  'in-aadhaar': (mask) => /^[01]\d{11}$/.test(mask) && ends(mask, verhoeffDigit),
  'au-tfn': (mask) => /^\d{9}$/.test(mask) && !ends(mask, tfnDigit),
  'br-cpf': (mask) => /^\d{11}$/.test(mask) && !ends(mask, cpfDigits, 2),
  'es-dni': (mask) => /^\d{8}[A-Z]$/.test(mask) && !ends(mask, dniLetter),
  'fr-nir': (mask) => /^[12]\d{14}$/.test(mask) && !ends(mask, nirDigits, 2),
  'it-codice-fiscale': (mask) =>
    /^[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]$/.test(mask) && !ends(mask, codiceFiscaleLetter),
  'pl-pesel': (mask) => /^\d{11}$/.test(mask) && !ends(mask, peselDigit),
  'se-personnummer': (mask) => /^\d{10}$/.test(mask) && !ends(mask, luhn),
};

const KINDS = Object.keys(NOBODYS) as (keyof typeof NATIONAL_IDS)[];

for (const kind of ['us-ssn', 'uk-nhs', 'it-codice-fiscale'] as const)
  describeStrategy(fakeNationalId, {
    [kind]: {
      options: { kind },
      accepts: (mask) => expect(mask === '' || NOBODYS[kind](bare(mask))).toBe(true),
    },
  });

describeStrategy(fakeNationalId, {
  'generic, by owner': {
    options: { by: 'owner' },
    values: fc.stringMatching(/^[A-Z]{0,2}\d{4,8}-\d[A-Za-z]$/),
    accepts(mask, value) {
      const shape = (text: string): string =>
        text.replace(/\d/g, '0').replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a');
      expect(shape(mask)).toBe(shape(value));
      const digits = mask.replace(/\D/g, '');
      expect(digits.slice(-1)).not.toBe(luhn(digits.slice(0, -1)));
    },
  },
  'any text': { accepts: (mask) => expect(typeof mask).toBe('string') },
});

describe('fake.nationalId', () => {
  it.each(KINDS)('gives ten thousand numbers that nobody has: %s', (kind) => {
    const masks = maskTexts(fakeNationalId, manyTexts('value ########'), { options: { kind } });
    expect(masks.filter((mask) => !NOBODYS[kind](bare(mask)))).toEqual([]);
    expect(new Set(masks).size).toBeGreaterThan(9900);
  });

  it.each(KINDS)('punctuates like the value, or as is usual: %s', (kind) => {
    const { shape } = NATIONAL_IDS[kind];
    const size = shape.replace(/[^_]/g, '').length;
    const [plain = '', dotted = '', other = ''] = maskTexts(
      fakeNationalId,
      ['7'.repeat(size), [...'7'.repeat(size)].join('.'), 'n/a'],
      { options: { kind } },
    );
    expect(plain).toMatch(/^[\dA-Z]+$/);
    expect(dotted.replaceAll('.', '')).toBe(plain);
    expect(other.replace(/[\dA-Z]/g, '_')).toBe(shape);
  });
});
