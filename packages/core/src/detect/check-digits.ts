import { verhoeffDigit } from '../locales/check-digits.ts';

/** Whether decimal digits pass the Luhn test (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, isDoubled = false; at >= 0; at--, isDoubled = !isDoubled) {
    const digit = digits.charCodeAt(at) - 48;
    const value = isDoubled ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** Remainder by 97 of a text of digits and capital letters, A being 10 (ISO 7064, MOD 97-10). */
export function remainder97(text: string): number {
  let rest = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const value = code <= 57 ? code - 48 : code - 55;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** Sum of digits, each times the weight at its place; digits behind the last weight do not count. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (digits.charCodeAt(at) - 48), 0);
}

/** Whether digits pass the test of Verhoeff (J. Verhoeff, Error Detecting Decimal Codes, 1969). */
export const passesVerhoeff = (digits: string): boolean =>
  verhoeffDigit(digits.slice(0, -1)) === digits.at(-1);
