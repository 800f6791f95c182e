import { NANP_AREA_CODES } from '../locales/nanp-area-codes.ts';
import { type PhoneRange, phoneCountries, phoneFormats } from '../locales/safe-phones.ts';
import { isWidePhone, WIDE_PHONES, widePhone } from '../locales/wide-phones.ts';
import { fillShape } from './shape-of-value.ts';

/** How a number is written. */
export const PHONE_FORMATS = ['e164', 'national', 'like'] as const;
export type PhoneFormat = (typeof PHONE_FORMATS)[number];

/** A number that rings nowhere, in both ways to write it. */
export interface FakePhone {
  /** `+12125550123` */
  readonly e164: string;
  /** `(212) 555-0123`; the same as `e164` where the number belongs to another country than was asked for. */
  readonly national: string;
}

/** The numbers to draw from: those of a country, or the wide range. */
export interface PhoneNumbers {
  readonly capacity: number;
  at(index: number): FakePhone;
}

/** Numbers reserved for fiction in a country; those of the United States where it has none. */
export function reservedPhones(country: string): PhoneNumbers {
  const { ranges, capacity, fallback } = phoneFormats(country);
  return {
    capacity,
    at(index) {
      const number = numberAt(ranges, index);
      return fallback ? { ...number, national: number.e164 } : number;
    },
  };
}

const NANP: ReadonlySet<string> = new Set(['US', 'CA']);

/** Numbers of area codes that are not in use, for all countries. */
export function widePhones(country: string): PhoneNumbers {
  return {
    capacity: WIDE_PHONES.capacity,
    at(index) {
      const digits = widePhone(index);
      const e164 = `+1${digits}`;
      const national = `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
      return { e164, national: NANP.has(country) ? national : e164 };
    },
  };
}

/** Writes a number as asked; `like` keeps the punctuation of the value where it has as many digits, but for wide numbers. */
export function writePhone(
  { e164, national }: FakePhone,
  format: PhoneFormat,
  value: string,
): string {
  // Ten digits alone would not be told from those of another country.
  if (format === 'e164' || (format === 'like' && isWidePhone(e164))) return e164;
  if (format === 'national') return national;
  const isInternational = /^\s*\+/.test(value);
  const inShape = fillShape(value, digitsOf(isInternational ? e164 : national));
  return inShape ?? fillShape(value, digitsOf(e164)) ?? (isInternational ? e164 : national);
}

/** The country that an international number names, where it keeps numbers free for fiction. */
export function phoneCountryOf(value: string): string | undefined {
  const digits = /^\s*(?:\+|00)([\d\s().\-/]+)$/.exec(value)?.[1]?.replace(/\D/g, '');
  if (digits === undefined) return undefined;
  if (digits.startsWith('1')) return CANADIAN.has(digits.slice(1, 4)) ? 'CA' : 'US';
  return DIAL_CODES.find(({ dialCode }) => digits.startsWith(dialCode))?.country;
}

const CANADIAN: ReadonlySet<string> = new Set(NANP_AREA_CODES.CA);

/** No dialling code begins with another one (ITU-T E.164). */
const DIAL_CODES = phoneCountries()
  .filter((country) => !NANP.has(country))
  .map((country) => ({ country, dialCode: dialCodeOf(country) }));

function dialCodeOf(country: string): string {
  const [range] = phoneFormats(country).ranges;
  const subscriber = range?.national.replace(/\D/g, '').replace(/^0/, '') ?? '';
  return range?.e164Prefix.slice(1, -subscriber.length) ?? '';
}

/** The `index`-th number of all ranges together. */
function numberAt(ranges: readonly PhoneRange[], index: number): FakePhone {
  let left = index;
  for (const { digits, e164Prefix, national } of ranges) {
    const count = 10 ** digits;
    if (left < count) {
      const free = digits === 0 ? '' : `${left}`.padStart(digits, '0');
      let next = 0;
      return {
        e164: e164Prefix + free,
        national: national.replace(/#/g, () => free[next++] ?? ''),
      };
    }
    left -= count;
  }
  throw new RangeError(`there is no telephone number ${index}`);
}

const digitsOf = (number: string): string => number.replace(/\D/g, '');
