import { passesLuhn, passesVerhoeff, remainder97, weightedSum } from './check-digits.ts';

/** An identity number that its own digits prove. */
export interface NationalId {
  /** Country and name, e.g. `pl-pesel`. */
  readonly name: string;
  /** The whole number, upper case, without blanks, points and hyphens. */
  readonly shape: RegExp;
  isValid(compact: string): boolean;
  /** One in so many numbers of the shape is valid by chance. */
  readonly oneIn: number;
}

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;

/** A day as `MMDD`, with the months raised by multiples of 20 or days by 40 as some countries do. */
const isDay = (month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= 31;

const NIF_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

function isSpanish(text: string): boolean {
  const number = text.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
  return NIF_LETTERS[Number(number) % 23] === text.at(-1);
}

function isBrazilian(text: string): boolean {
  if (/^(\d)\1+$/.test(text)) return false;
  const check = (size: number): number => {
    const weights = Array.from({ length: size }, (_, at) => size + 1 - at);
    return ((weightedSum(text, weights) * 10) % 11) % 10;
  };
  return check(9) === digit(text, 9) && check(10) === digit(text, 10);
}

function isTurkish(text: string): boolean {
  const odd = weightedSum(text, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weightedSum(text, [0, 1, 0, 1, 0, 1, 0, 1]);
  const sum = weightedSum(text, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  return (odd * 7 - even + 100) % 10 === digit(text, 9) && sum % 10 === digit(text, 10);
}

const ODD_VALUES = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

function isItalian(text: string): boolean {
  let sum = 0;
  for (let at = 0; at < 15; at++) {
    const code = text.charCodeAt(at);
    const value = code <= 57 ? code - 48 : code - 65;
    sum += at % 2 === 0 ? (ODD_VALUES[value] ?? 0) : value;
  }
  return String.fromCharCode(65 + (sum % 26)) === text.at(-1);
}

function isFrench(text: string): boolean {
  const number = text.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return 97 - remainder97(number) === Number(text.slice(13));
}

function isFinnish(text: string): boolean {
  const check = '0123456789ABCDEFHJKLMNPRSTUVWXY'[
    Number(text.slice(0, 6) + text.slice(7, 10)) % 31
  ];
  return check === text.at(-1);
}

/** Source of the rules: the public descriptions of the issuing authorities. */
export const NATIONAL_IDS: readonly NationalId[] = [
  {
    name: 'pl-pesel',
    shape: /^\d{11}$/,
    oneIn: 60,
    isValid: (text) =>
      weightedSum(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0 &&
      isDay(Number(text.slice(2, 4)) % 20, Number(text.slice(4, 6))),
  },
  {
    name: 'nl-bsn',
    shape: /^\d{9}$/,
    oneIn: 11,
    isValid: (text) => weightedSum(text, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
  },
  {
    name: 'gb-nhs',
    shape: /^\d{10}$/,
    oneIn: 11,
    isValid: (text) =>
      (weightedSum(text, [10, 9, 8, 7, 6, 5, 4, 3, 2]) + digit(text, 9)) % 11 === 0,
  },
  {
    name: 'gb-nino',
    shape: /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/,
    oneIn: 1000,
    isValid: () => true,
  },
  { name: 'es-nif', shape: /^(?:\d{8}|[XYZ]\d{7})[A-Z]$/, oneIn: 23, isValid: isSpanish },
  { name: 'br-cpf', shape: /^\d{11}$/, oneIn: 100, isValid: isBrazilian },
  { name: 'tr-tckn', shape: /^[1-9]\d{10}$/, oneIn: 100, isValid: isTurkish },
  {
    name: 'it-codice-fiscale',
    shape: /^[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]$/,
    oneIn: 1000,
    isValid: isItalian,
  },
  {
    name: 'fr-nir',
    shape: /^[12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{8}$/,
    oneIn: 97,
    isValid: isFrench,
  },
  {
    name: 'se-personnummer',
    shape: /^(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}$/,
    oneIn: 10,
    isValid: (text) => passesLuhn(text.slice(-10)),
  },
  {
    name: 'fi-hetu',
    shape: /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[-+A]\d{3}[0-9A-Y]$/,
    oneIn: 1000,
    isValid: isFinnish,
  },
  { name: 'in-aadhaar', shape: /^[2-9]\d{11}$/, oneIn: 10, isValid: passesVerhoeff },
  {
    name: 'in-pan',
    shape: /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/,
    oneIn: 1000,
    isValid: () => true,
  },
  {
    name: 'mx-curp',
    shape: /^[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d$/,
    oneIn: 1000,
    isValid: () => true,
  },
  { name: 'ca-sin', shape: /^[1-79]\d{8}$/, oneIn: 10, isValid: passesLuhn },
  {
    name: 'ch-ahv',
    shape: /^756\d{10}$/,
    oneIn: 10_000,
    isValid: (text) => weightedSum(text, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
  },
  {
    name: 'ro-cnp',
    shape: /^[1-8]\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{6}$/,
    oneIn: 60,
    isValid: (text) =>
      (weightedSum(text, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11) % 10 === digit(text, 12),
  },
];

/** Without what is written between groups, upper case. */
export const compactId = (text: string): string =>
  /^\d{6}[-+A]\d{3}[\dA-Y]$/i.test(text)
    ? text.toUpperCase()
    : text.replace(/[ .\-/]/g, '').toUpperCase();

/** The kinds of identity number that a cell can be. */
export function nationalIdsOf(cell: string): readonly NationalId[] {
  if (cell.length < 8 || cell.length > 24) return [];
  const compact = compactId(cell);
  return NATIONAL_IDS.filter(({ shape, isValid }) => shape.test(compact) && isValid(compact));
}
