/**
 * Account numbers of banks that do not exist. ISO 13616 reserves neither a country nor a bank for tests;
 * each prefix here is a bank code that no national register is known to hold: all zeros, or the letters
 * TEST where bank codes are letters. Confidence: heuristic, to be reviewed yearly.
 */
export interface SafeIban {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Of the whole IBAN. */
  readonly length: number;
  /** Structure after country and check digits, in the words of the SWIFT registry: `4!a14!n`. */
  readonly structure: string;
  /** How the part after the check digits begins. */
  readonly prefix: string;
  /** Decimal digits that are free, to the end: `length - 4 - prefix.length`, at most 15. */
  readonly freeDigits: number;
}

/** Country, structure, the bank's part of the prefix. Source of the structures: SWIFT IBAN registry. */
const STRUCTURES: readonly (readonly [country: string, structure: string, bank: string])[] = [
  ['AT', '5!n11!n', '00000'],
  ['AZ', '4!a20!c', 'TEST'],
  ['BG', '4!a4!n2!n8!c', 'TEST'],
  ['CH', '5!n12!c', '00000'],
  ['CY', '3!n5!n16!c', '000'],
  ['CZ', '4!n6!n10!n', '0000'],
  ['DE', '8!n10!n', '000'],
  ['DK', '4!n9!n1!n', '0000'],
  ['EE', '2!n14!n', '00'],
  ['EG', '4!n4!n17!n', '0000'],
  ['ES', '4!n4!n1!n1!n10!n', '0000'],
  ['FI', '3!n11!n', '000'],
  ['FR', '5!n5!n11!c2!n', '00000'],
  ['GB', '4!a6!n8!n', 'TEST'],
  ['GE', '2!a16!n', 'XX'],
  ['GR', '3!n4!n16!c', '000'],
  ['HR', '7!n10!n', '0000000'],
  ['HU', '3!n4!n1!n15!n1!n', '000'],
  ['IE', '4!a6!n8!n', 'TEST'],
  ['IL', '3!n3!n13!n', '000'],
  ['IT', '1!a5!n5!n12!c', 'X00000'],
  ['LT', '5!n11!n', '00000'],
  ['LU', '3!n13!c', '000'],
  ['LV', '4!a13!c', 'TEST'],
  ['MD', '2!c18!c', 'XX'],
  ['MK', '3!n10!c2!n', '000'],
  ['MT', '4!a5!n18!c', 'TEST'],
  ['NL', '4!a10!n', 'TEST'],
  ['NO', '4!n6!n1!n', '0000'],
  ['PK', '4!a16!c', 'TEST'],
  ['PL', '8!n16!n', '00000000'],
  ['PT', '4!n4!n11!n2!n', '0000'],
  ['RO', '4!a16!c', 'TEST'],
  ['RS', '3!n13!n2!n', '000'],
  ['SE', '3!n16!n1!n', '000'],
  ['SI', '5!n8!n2!n', '00000'],
  ['SK', '4!n6!n10!n', '0000'],
  ['TR', '5!n1!n16!c', '00000'],
  ['UA', '6!n19!c', '000000'],
];

/** More would not be exact in a 64-bit float. */
const MOST_FREE_DIGITS = 15;

/** By country; the capacity of each is ten to the power of its free digits. */
export const SAFE_IBANS: readonly SafeIban[] = STRUCTURES.map(([country, structure, bank]) => {
  const total = [...structure.matchAll(/\d+/g)].reduce((sum, [size]) => sum + Number(size), 0);
  const freeDigits = Math.min(MOST_FREE_DIGITS, total - bank.length);
  const prefix = bank.padEnd(total - freeDigits, '0');
  return { country, length: total + 4, structure, prefix, freeDigits };
});

/** The country's form; where there is none (no IBANs, or no bank code known to be free), the British one. */
export function safeIban(country: string): SafeIban {
  const found = SAFE_IBANS.find((iban) => iban.country === country);
  if (found) return found;
  const british = SAFE_IBANS.find((iban) => iban.country === 'GB');
  if (british) return british;
  throw new RangeError('the table of IBANs has lost its British entry');
}

/** Check digits (ISO 7064 MOD 97-10) that belong between a country code and the rest of its IBAN. */
export function ibanCheckDigits(country: string, rest: string): string {
  return String(98 - mod97(`${rest}${country}00`)).padStart(2, '0');
}

/** Whether country, check digits and rest agree; spaces are not allowed. */
export function isIbanValid(iban: string): boolean {
  return /^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban) && mod97(iban.slice(4) + iban.slice(0, 4)) === 1;
}

function mod97(text: string): number {
  let rest = 0;
  for (const sign of text) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
