/** A number of which the last digit or letter follows from the others: what belongs there, of what stands before. */
export type CheckDigit = (digits: string) => string;

const sumOf = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits[at] ?? 0), 0);

/** NHS numbers: weights 10 to 2, modulo 11; undefined where no digit fits (NHS Data Dictionary, "NHS NUMBER"). */
export function nhsDigit(digits: string): string | undefined {
  const rest = 11 - (sumOf(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  if (rest === 10) return undefined;
  return `${rest % 11}`;
}

/** Multiplication of the dihedral group of order 10, and the permutation of digits by place (Verhoeff, 1969). */
const TIMES = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const PERMUTED = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];
const INVERSE = '0432156789';

/** The check digit of Verhoeff, which Aadhaar numbers have. */
export const verhoeffDigit: CheckDigit = (digits) => {
  const product = [...digits].reverse().reduce((held, digit, at) => {
    const permuted = PERMUTED[(at + 1) % PERMUTED.length]?.[Number(digit)];
    return Number(TIMES[held]?.[Number(permuted)]);
  }, 0);
  return INVERSE[product] ?? '0';
};

/** ISO 7064 MOD 11,10, which German tax identifiers have. */
export const mod1110Digit: CheckDigit = (digits) => {
  const product = [...digits].reduce((held, digit) => {
    const sum = (held + Number(digit)) % 10 || 10;
    return (sum * 2) % 11;
  }, 10);
  return `${(11 - product) % 10}`;
};

/** The two check digits of a Brazilian CPF (Receita Federal). */
export const cpfDigits: CheckDigit = (digits) => {
  const first = cpfDigit(digits);
  return first + cpfDigit(digits + first);
};

function cpfDigit(digits: string): string {
  const weights = Array.from(digits, (_, at) => digits.length + 1 - at);
  const rest = (sumOf(digits, weights) * 10) % 11;
  return `${rest % 10}`;
}

/** Polish PESEL: weights 1, 3, 7, 9 (Ministry of Digital Affairs). */
export const peselDigit: CheckDigit = (digits) =>
  `${(10 - (sumOf(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10}`;

/** Australian tax file number: the last digit of nine, weights 1 4 3 7 5 8 6 9 10, sum divisible by 11; `X` where none fits. */
export const tfnDigit: CheckDigit = (digits) => {
  const sum = sumOf(digits, [1, 4, 3, 7, 5, 8, 6, 9]);
  const fitting = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find((digit) => (sum + 10 * digit) % 11 === 0);
  return fitting === undefined ? 'X' : `${fitting}`;
};

/** Letter of a Spanish DNI: its number modulo 23 (Ministerio del Interior). */
export const dniLetter: CheckDigit = (digits) =>
  'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23] ?? 'T';

/** Two check digits of a French NIR: 97 less the number modulo 97 (INSEE). */
export const nirDigits: CheckDigit = (digits) => `${97n - (BigInt(digits) % 97n)}`.padStart(2, '0');

/** Values of characters at odd places, counted from one, in an Italian codice fiscale (D.M. 23 December 1976). */
const ODD_VALUES: readonly number[] = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/** The last letter of an Italian codice fiscale. */
export const codiceFiscaleLetter: CheckDigit = (text) => {
  const sum = [...text].reduce((held, character, at) => {
    const isDigit = /\d/.test(character);
    const value = isDigit ? Number(character) : character.charCodeAt(0) - 65;
    return held + (at % 2 === 0 ? (ODD_VALUES[value] ?? 0) : value);
  }, 0);
  return String.fromCharCode(65 + (sum % 26));
};

/** Values of letters in a vehicle identification number, A to Z; I, O and Q do not occur. 49 CFR 565.15(c). */
const VIN_VALUES = '12345678012345070923456789';
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** The ninth of seventeen characters; whatever stands there in `vin` has no weight. 49 CFR 565.15(c). */
export function vinDigit(vin: string): string {
  const sum = VIN_WEIGHTS.reduce((held, weight, at) => {
    const character = vin[at] ?? '0';
    const value = /\d/.test(character)
      ? Number(character)
      : Number(VIN_VALUES[character.charCodeAt(0) - 65] ?? 0);
    return held + weight * value;
  }, 0);
  return sum % 11 === 10 ? 'X' : `${sum % 11}`;
}
