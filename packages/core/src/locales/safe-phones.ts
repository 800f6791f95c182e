import { NANP_AREA_CODES } from './nanp-area-codes.ts';

/**
 * Telephone numbers kept free for films and books. The last `digits` digits are free, all else is fixed.
 */
export interface PhoneRange {
  /** What stands before the free digits in E.164, e.g. `+442079460`. */
  readonly e164Prefix: string;
  /** Free digits, at the end of both forms; 0 for a single number. */
  readonly digits: number;
  /** As written inside the country; each `#` is a free digit, e.g. `020 7946 0###`. */
  readonly national: string;
  /** Everything of `national` before the first `#`. */
  readonly nationalPrefix: string;
}

/** The numbers of one country. */
export interface PhoneFormats {
  /** ISO 3166-1 alpha-2 of the country the numbers belong to. */
  readonly country: string;
  /** Whether the country asked for has no such numbers, so that North American ones stand in. */
  readonly fallback: boolean;
  readonly ranges: readonly PhoneRange[];
  /** Numbers in all ranges together. */
  readonly capacity: number;
}

interface Plan {
  readonly dialCode: string;
  /** Dialled before a number inside the country, not part of E.164. */
  readonly trunk: string;
  readonly nationals: readonly string[];
}

const tens = (prefix: string): string[] => [...'123456789'].map((ten) => `${prefix}${ten}#`);

const PLANS: Readonly<Record<string, Plan>> = {
  // ACMA, "Phone numbers for use in TV shows, films and creative works" (official).
  AU: {
    dialCode: '61',
    trunk: '0',
    nationals: [
      ...['02', '03', '07', '08'].flatMap((area) => [`(${area}) 5550 ####`, `(${area}) 7010 ####`]),
      ...'0491 570 006|0491 570 110|0491 570 156|0491 570 157|0491 570 158|0491 570 159'.split('|'),
    ],
  },
  // Bundesnetzagentur, "Rufnummern für Medienproduktionen" (official).
  DE: {
    dialCode: '49',
    trunk: '0',
    nationals: [
      '030 23125###',
      '069 90009###',
      '040 66969###',
      '0221 4710###',
      '089 99998###',
      '0176 040690##',
      ...'0152 28817386|0152 28895456|0152 54599371|0172 9925904|0172 9968532|0172 9973185'.split(
        '|',
      ),
      ...'0172 9973186|0172 9980752|0174 9091317|0174 9464308'.split('|'),
    ],
  },
  // ARCEP, numbering plan (decision 2018-0881), numbers for audiovisual works (official).
  FR: {
    dialCode: '33',
    trunk: '0',
    nationals: [
      '01 99 00 ## ##',
      '02 61 91 ## ##',
      '03 53 01 ## ##',
      '04 65 71 ## ##',
      '05 36 49 ## ##',
      '06 39 98 ## ##',
    ],
  },
  // Ofcom, "Telephone numbers for use in TV and radio drama programmes" (official).
  GB: {
    dialCode: '44',
    trunk: '0',
    nationals: [
      '020 7946 0###',
      '07700 900###',
      '01632 960###',
      ...'0113 0114 0115 0116 0117 0118 0121 0131 0141 0151 0161'
        .split(' ')
        .map((area) => `${area} 496 0###`),
      '0191 498 0###',
      '028 9649 6###',
      '029 2018 0###',
      '03069 990###',
    ],
  },
  // ComReg, National Numbering Conditions of Use, drama numbers 020 91X XXXX (official).
  IE: { dialCode: '353', trunk: '0', nationals: ['020 91# ####'] },
  // PTS, "Telefonnummer för användning i böcker, filmer" (official).
  SE: {
    dialCode: '46',
    trunk: '0',
    nationals: [
      '031-390 06 ##',
      '040-628 04 ##',
      '08-465 004 ##',
      '0980-319 2##',
      ...tens('070-174 06 '),
    ],
  },
  // NANPA: 555-0100 to 555-0199 are for fiction in every area code (official; ATIS-0300115).
  US: { dialCode: '1', trunk: '', nationals: NANP_AREA_CODES.US.map(fictionalLine) },
  CA: { dialCode: '1', trunk: '', nationals: NANP_AREA_CODES.CA.map(fictionalLine) },
};

function fictionalLine(areaCode: string): string {
  return `(${areaCode}) 555-01##`;
}

const known = new Map<string, PhoneFormats>();

/**
 * Numbers that ring nowhere, for a country by its ISO code. Most countries keep none free; for those the
 * US numbers stand in, to be written in E.164, and `fallback` says so.
 */
export function phoneFormats(countryCode: string): PhoneFormats {
  const found = known.get(countryCode);
  if (found) return found;
  const own = Object.hasOwn(PLANS, countryCode) ? PLANS[countryCode] : undefined;
  if (!own) return { ...phoneFormats('US'), fallback: true };
  const ranges = own.nationals.map((national) => phoneRange(own, national));
  const capacity = ranges.reduce((sum, range) => sum + 10 ** range.digits, 0);
  const formats = Object.freeze({ country: countryCode, fallback: false, ranges, capacity });
  known.set(countryCode, formats);
  return formats;
}

/** Countries that keep numbers free, by their ISO codes. */
export const phoneCountries = (): readonly string[] => Object.keys(PLANS);

function phoneRange({ dialCode, trunk }: Plan, national: string): PhoneRange {
  const all = national.replace(/[^\d#]/g, '');
  const subscriber = all.slice(trunk.length);
  return Object.freeze({
    e164Prefix: `+${dialCode}${subscriber.replaceAll('#', '')}`,
    digits: all.split('#').length - 1,
    national,
    nationalPrefix: national.split('#', 1)[0] ?? '',
  });
}
