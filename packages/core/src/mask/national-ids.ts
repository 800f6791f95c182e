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
} from '../locales/check-digits.ts';
import { luhnDigit, SAFE_SSN } from '../locales/safe-ranges.ts';
import { otherDigit, otherLetter } from './draw-apart.ts';
import { type Draw, drawnDigits, drawnNumber } from './prf-words.ts';
import { type Choices, choicesOf } from './write-phrase.ts';

/** Numbers by which a state knows people, of which none was ever given to anybody. */
export interface NationalIdKind {
  /** How many there are. */
  readonly capacity: number;
  /** Punctuation where the value has none to follow: each `_` is a letter or digit. */
  readonly shape: string;
  /** Letters and digits alone. */
  write(draw: Draw): string;
}

/** Free digits, then a check digit that is wrong: what fails the check of its issuer was never issued. */
function wrongDigit(size: number, right: (digits: string) => string): NationalIdKind['write'] {
  return (draw) => {
    const digits = drawnDigits(draw, size);
    const check = right(digits);
    const shift = choicesOf(draw, 2).number(9);
    return digits + check.slice(0, -1) + otherDigit(check.slice(-1), shift);
  };
}

const ssn = (draw: Draw): string => {
  const { area, group, serial, capacity } = SAFE_SSN;
  const index = Number(drawnNumber(draw, capacity));
  const serials = serial[1] - serial[0] + 1;
  const groups = group[1] - group[0] + 1;
  const last = `${serial[0] + (index % serials)}`.padStart(4, '0');
  const middle = `${group[0] + (Math.floor(index / serials) % groups)}`.padStart(2, '0');
  return `${area[0] + Math.floor(index / serials / groups)}${middle}${last}`;
};

const nhs = (draw: Draw): string => {
  const digits = `999${drawnDigits(draw, 6)}`;
  const check = nhsDigit(digits);
  if (check !== undefined) return digits + check;
  // One digit more moves the check digit by less than eleven, so the neighbour has one.
  const last = digits.endsWith('9') ? '8' : `${Number(digits.slice(-1)) + 1}`;
  const neighbour = digits.slice(0, -1) + last;
  return neighbour + (nhsDigit(neighbour) ?? '0');
};

/** Ten digits of which one stands twice, the first a 0, then the check digit. */
const steuerId = (draw: Draw): string => {
  const choices = choicesOf(draw);
  const kept = shuffled([...'123456789'], choices).slice(0, 8);
  const twice = choices.pick(kept) ?? '1';
  const digits = `0${shuffled([...kept, twice], choices).join('')}`;
  return digits + mod1110Digit(digits);
};

function shuffled(digits: readonly string[], choices: Choices): readonly string[] {
  const left = [...digits];
  return digits.map(() => left.splice(choices.number(left.length), 1)[0] ?? '');
}

const codiceFiscale = (draw: Draw): string => {
  const choices = choicesOf(draw);
  const text = choices.fill('??????##?##?###?').slice(0, 15);
  return text + otherLetter(codiceFiscaleLetter(text), choices.number(25));
};

const nir = (draw: Draw): string => {
  const digits = `${1 + Number(drawnNumber(draw, 2, 1))}${drawnDigits(draw, 12)}`;
  const right = nirDigits(digits);
  return digits + right.slice(0, 1) + otherDigit(right.slice(1), choicesOf(draw, 2).number(9));
};

/** By country and name. Where an issuer keeps a range free, it is that; elsewhere the check digit is wrong. */
export const NATIONAL_IDS = {
  // Social Security Administration, randomization of 2011; IRS Publication 1915.
  'us-ssn': { capacity: SAFE_SSN.capacity, shape: '___-__-____', write: ssn },
  // NHS England: 999 000 0000 to 999 999 9999 are for tests. One in eleven has no check digit.
  'uk-nhs': { capacity: 909_000, shape: '___ ___ ____', write: nhs },
  // HMRC NIM39110: Q is never used, and QQ is the prefix of its examples.
  'uk-nino': {
    capacity: 4_000_000,
    shape: '__ __ __ __ _',
    write: (draw) => `QQ${drawnDigits(draw, 6)}${choicesOf(draw, 2).pick([...'ABCD'])}`,
  },
  // Canada Revenue Agency: no number begins with 0 as yet; and the Luhn digit is wrong.
  'ca-sin': {
    capacity: 10 ** 8,
    shape: '___-___-___',
    write: (draw) => `0${wrongDigit(7, (digits) => `${luhnDigit(`0${digits}`)}`)(draw)}`,
  },
  // BZSt: the first digit is 0 in identifiers for tests alone.
  'de-steuer-id': { capacity: 13_063_680, shape: '__ ___ ___ ___', write: steuerId },
  // UIDAI: no number begins with 0 or 1.
  'in-aadhaar': {
    capacity: 2 * 10 ** 10,
    shape: '____ ____ ____',
    write(draw) {
      const digits = `${drawnNumber(draw, 2, 1)}${drawnDigits(draw, 10)}`;
      return digits + verhoeffDigit(digits);
    },
  },
  'au-tfn': { capacity: 9 * 10 ** 8, shape: '___ ___ ___', write: wrongDigit(8, tfnOrZero) },
  'br-cpf': { capacity: 9 * 10 ** 9, shape: '___.___.___-__', write: wrongDigit(9, cpfDigits) },
  'es-dni': {
    capacity: 25 * 10 ** 8,
    shape: '_________',
    write(draw) {
      const digits = drawnDigits(draw, 8);
      return digits + otherLetter(dniLetter(digits), choicesOf(draw, 2).number(25));
    },
  },
  'fr-nir': { capacity: 18 * 10 ** 12, shape: '_ __ __ __ ___ ___ __', write: nir },
  'it-codice-fiscale': { capacity: 10 ** 15, shape: '________________', write: codiceFiscale },
  'pl-pesel': { capacity: 9 * 10 ** 10, shape: '___________', write: wrongDigit(10, peselDigit) },
  'se-personnummer': {
    capacity: 9 * 10 ** 9,
    shape: '______-____',
    write: wrongDigit(9, (digits) => `${luhnDigit(digits)}`),
  },
} as const satisfies Readonly<Record<string, NationalIdKind>>;

/** Where no digit fits, all of them are wrong. */
function tfnOrZero(digits: string): string {
  const digit = tfnDigit(digits);
  return digit === 'X' ? '0' : digit;
}
