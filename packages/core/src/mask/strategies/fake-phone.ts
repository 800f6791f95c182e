import { z } from 'zod';
import { countryOf } from '../../locales/country.ts';
import { defineStrategy, type MaskContext } from '../define.ts';
import { adjustBy, BY_OPTION, DRAWN_PROPERTIES, overflowInto, readsBy } from '../drawn-options.ts';
import {
  PHONE_FORMATS,
  phoneCountryOf,
  reservedPhones,
  widePhones,
  writePhone,
} from '../fake-phone-parts.ts';
import { learnApart, maskApart, UNIQUE_OPTION } from '../mask-apart.ts';
import type { DrawRule, DrawWrite } from '../mask-drawn.ts';
import { lastPhoneDigits, unpunctuatedPhone } from '../phone-spelling.ts';
import { drawnNumber } from '../prf-words.ts';

/** `+12125550123` and `07700 900123` are among the shortest. */
const SHORTEST_NUMBER = 12;

const OPTIONS = z.strictObject({
  format: z
    .enum(PHONE_FORMATS)
    .default('e164')
    .describe('How the numbers are written: +12125550123, (212) 555-0123, or like the value.'),
  region: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .describe('Country of the numbers by its ISO 3166 code; that of the locale when absent.'),
  keepCountry: z
    .boolean()
    .default(false)
    .describe('Takes numbers of the country that an international number belongs to.'),
  locale: z
    .string()
    .min(1)
    .optional()
    .describe('Locale whose country the numbers belong to; that of the table when absent.'),
  ...BY_OPTION,
  ...UNIQUE_OPTION,
  ...overflowInto('area codes that North America keeps back (N9X), whatever the country'),
});

/**
 * Replaces a telephone number by one that rings nowhere.
 *
 * Shape: E.164 (`+12125550123`), as dialled inside the country (`(212) 555-0123`), or `like` the value, with its
 * punctuation where the digits are as many. The country is `region`, else that of the locale, and with `keepCountry`
 * that of the value where it tells one: Australia, Canada, France, Germany, Ireland, Sweden, the United Kingdom or the
 * United States; for any other a US number in E.164 stands in, whatever `format` says.
 * Consistent: a pure function of the key and of who it is: the value of the column `by`, else the number itself,
 * regardless of blanks, brackets, dots, hyphens and slashes.
 * Unique: with `unique`, where the whole column is looked at first; else not. There are some 400 (SE) to 100,000 (IE) numbers, so that a few hundred values already collide; 640 million
 * with `overflow: widen`, where a million values give some 800 pairs.
 * Source: numbers reserved for fiction by NANPA, Ofcom, ACMA, Bundesnetzagentur, ARCEP, ComReg and PTS; wide range:
 * North American area codes N9X, kept back for expansion by NANPA.
 */
export const fakePhone = defineStrategy({
  name: 'fake.phone',
  summary: 'Replaces telephone numbers by numbers reserved for fiction, which ring nowhere.',
  options: OPTIONS,
  properties: DRAWN_PROPERTIES,
  adjust: ({ by, unique, keepCountry }) => ({
    ...adjustBy({ by, unique }),
    ...(keepCountry ? { leaks: [...DRAWN_PROPERTIES.leaks, 'part'] } : {}),
  }),
  reads: readsBy,
  width: () => SHORTEST_NUMBER,
  capacity: ({ region, locale, overflow }, tableLocale) =>
    numbersOf(region ?? countryOf(locale ?? tableLocale).code, overflow).capacity,
  learns: ({ unique }) => unique,
  learn: (options, context) => learnApart(context, ruleOf(options, context)),
  create: (options, context) =>
    maskApart(context, { ...ruleOf(options, context), unique: options.unique }),
});

type Options = z.output<typeof OPTIONS>;

function ruleOf(
  { format, region, keepCountry, locale, by, overflow }: Options,
  context: MaskContext,
): DrawRule & DrawWrite {
  const usual = region ?? countryOf(locale ?? context.locale).code;
  return {
    use: 'fake.phone',
    by,
    identify: unpunctuatedPhone,
    compare: lastPhoneDigits,
    write(draw, value) {
      const country = (keepCountry ? phoneCountryOf(value) : undefined) ?? usual;
      const { capacity, at } = numbersOf(country, overflow);
      return writePhone(at(Number(drawnNumber(draw, capacity))), format, value);
    },
  };
}

function numbersOf(country: string, overflow: string | undefined) {
  return overflow === 'widen' ? widePhones(country) : reservedPhones(country);
}
