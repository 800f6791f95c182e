import { normaliseIdentity } from './normalise.ts';

/** Significant digits at the end of a number, without country code or trunk prefix, in the countries of our masks. */
const NATIONAL_DIGITS = 9;

/** The form that all ways to punctuate a telephone number share: `+1 (212) 555-0123` gives `+12125550123`. */
export function unpunctuatedPhone(value: string): string {
  return normaliseIdentity(value.replace(/[\s().\-–/]/gu, ''));
}

/** The last digits: equal for the national and the international form of one number. */
export function lastPhoneDigits(value: string): string {
  return value.replace(/\D/g, '').slice(-NATIONAL_DIGITS);
}
