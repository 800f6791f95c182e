import { ibanCheckDigits } from '../locales/safe-ibans.ts';
import { luhnDigit } from '../locales/safe-ranges.ts';
import { ALPHABETS } from './alphabets.ts';

/** A number taken apart: what is encrypted, what checks it, and what stays around them. */
export interface CheckedNumber {
  readonly payload: string;
  readonly check: string;
  /** What is neither, with a blank for each character of the payload; empty where there is nothing else. */
  readonly frame: string;
}

/** A kind of numbers whose check digits follow from the rest. Texts are in capitals and without separators. */
export interface ChecksumKind {
  /** How the number is called in messages. */
  readonly title: string;
  /** Characters of the payload. */
  readonly alphabet: string;
  readonly pattern: RegExp;
  /** All that check digits can be, so that wrong ones can be made of right ones and back. */
  readonly checks: readonly string[];
  split(text: string): CheckedNumber;
  join(number: CheckedNumber): string;
  /** The check digits; undefined where no number has such a payload. */
  checkOf(number: Omit<CheckedNumber, 'check'>): string | undefined;
}

const DIGITS = Array.from(ALPHABETS.digits);

/** Numbers of digits whose last one checks the others. */
function lastDigit(
  title: string,
  pattern: RegExp,
  checkOf: (payload: string) => string | undefined,
): ChecksumKind {
  return {
    title,
    alphabet: ALPHABETS.digits,
    pattern,
    checks: DIGITS,
    split: (text) => ({ payload: text.slice(0, -1), check: text.slice(-1), frame: '' }),
    join: ({ payload, check }) => payload + check,
    checkOf: ({ payload }) => checkOf(payload),
  };
}

const weighted = (text: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * Number(text[i]), 0);

/** NHS number: modulus 11; numbers whose digit would be 10 are not given. NHS Data Dictionary, "NHS number". */
function nhsDigit(payload: string): string | undefined {
  const digit = (11 - (weighted(payload, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return digit === 10 ? undefined : `${digit}`;
}

/** National Provider Identifier: Luhn behind 80840; the first digit is 1 or 2. 45 CFR 162.406; CMS, "NPI check digit". */
function npiDigit(payload: string): string | undefined {
  return /^[12]/.test(payload) ? `${luhnDigit(`80840${payload}`)}` : undefined;
}

/** Routing numbers begin with 00 to 12, 21 to 32, 61 to 72 or 80. ABA routing number policy. */
const ABA_PREFIX = /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/;

function abaDigit(payload: string): string | undefined {
  if (!ABA_PREFIX.test(payload)) return undefined;
  return `${(10 - (weighted(payload, [3, 7, 1, 3, 7, 1, 3, 7]) % 10)) % 10}`;
}

/** Letters of a vehicle identification number, without I, O and Q. ISO 3779; 49 CFR 565.15. */
const VIN_ALPHABET = '0123456789ABCDEFGHJKLMNPRSTUVWXYZ';
/** What each of them counts, by its place. 49 CFR 565.15(c), table III. */
const VIN_VALUES = '012345678912345678123457923456789';
/** By place of the other sixteen characters. 49 CFR 565.15(c), table IV. */
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 9, 8, 7, 6, 5, 4, 3, 2];
const VIN_CHECK_PLACE = 8;
const VIN_CHECKS = [...DIGITS, 'X'];

const VIN: ChecksumKind = {
  title: 'vehicle identification number',
  alphabet: VIN_ALPHABET,
  pattern: /^[\dA-HJ-NPR-Z]{8}[\dX][\dA-HJ-NPR-Z]{8}$/,
  checks: VIN_CHECKS,
  split: (text) => ({
    payload: text.slice(0, VIN_CHECK_PLACE) + text.slice(VIN_CHECK_PLACE + 1),
    check: text.charAt(VIN_CHECK_PLACE),
    frame: '',
  }),
  join: ({ payload, check }) =>
    payload.slice(0, VIN_CHECK_PLACE) + check + payload.slice(VIN_CHECK_PLACE),
  checkOf({ payload }) {
    const values = Array.from(payload, (sign) => VIN_VALUES[VIN_ALPHABET.indexOf(sign)]).join('');
    return VIN_CHECKS[weighted(values, VIN_WEIGHTS) % 11];
  },
};

/** Country, then the account with blanks for its digits: letters are of the bank, and stay. ISO 13616. */
const IBAN: ChecksumKind = {
  title: 'IBAN',
  alphabet: ALPHABETS.digits,
  pattern: /^[A-Z]{2}\d{2}(?=(?:[A-Z]*\d){6})[A-Z\d]{11,30}$/,
  checks: Array.from({ length: 97 }, (_, i) => `${i + 2}`.padStart(2, '0')),
  split: (text) => ({
    payload: text.slice(4).replace(/\D/g, ''),
    check: text.slice(2, 4),
    frame: text.slice(0, 2) + text.slice(4).replace(/\d/g, ' '),
  }),
  join: ({ payload, check, frame }) => frame.slice(0, 2) + check + filled(frame.slice(2), payload),
  checkOf: ({ payload, frame }) =>
    ibanCheckDigits(frame.slice(0, 2), filled(frame.slice(2), payload)),
};

function filled(frame: string, payload: string): string {
  let next = 0;
  return frame.replace(/ /g, () => payload[next++] ?? '');
}

/** Kinds by name. */
export const CHECKSUM_KINDS = {
  pan: lastDigit('card number', /^\d{12,19}$/, (payload) => `${luhnDigit(payload)}`),
  iban: IBAN,
  nhs: lastDigit('NHS number', /^\d{10}$/, nhsDigit),
  npi: lastDigit('National Provider Identifier', /^\d{10}$/, npiDigit),
  aba: lastDigit('routing number', /^\d{9}$/, abaDigit),
  vin: VIN,
} as const satisfies Readonly<Record<string, ChecksumKind>>;

export type ChecksumName = keyof typeof CHECKSUM_KINDS;
