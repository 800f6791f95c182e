import { z } from 'zod';
import { countryOf } from '../../locales/country.ts';
import { ibanCheckDigits, SAFE_IBANS, type SafeIban, safeIban } from '../../locales/safe-ibans.ts';
import { defineStrategy, type MaskContext } from '../define.ts';
import {
  adjustBy,
  BY_OPTION,
  DRAWN_PROPERTIES,
  OVERFLOW_OPTION,
  readsBy,
} from '../drawn-options.ts';
import { learnApart, maskApart, UNIQUE_OPTION } from '../mask-apart.ts';
import type { DrawRule, DrawWrite } from '../mask-drawn.ts';
import { drawnDigits } from '../prf-words.ts';
import { fillShape, unpunctuated } from '../shape-of-value.ts';

/** Norway has the shortest ones. */
const SHORTEST_IBAN = 15;

const KNOWN: ReadonlySet<string> = new Set(SAFE_IBANS.map(({ country }) => country));

const OPTIONS = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .describe('Country of all masks by its ISO 3166 code; that of each value when absent.'),
  ...BY_OPTION,
  ...UNIQUE_OPTION,
  ...OVERFLOW_OPTION,
});

/**
 * Replaces an IBAN by one of a bank that does not exist.
 *
 * Shape: length and structure of its country, check digits that are right, grouped like the value. The country is
 * `country`, else that of the value where it tells one, else that of the locale; a British one where there is no bank
 * code to use.
 * Consistent: a pure function of the key and of whose it is: the value of the column `by`, else the IBAN itself,
 * regardless of blanks and case.
 * Unique: with `unique`, where the whole column is looked at first; else not; of the 10^7 to 10^15 for each country two of a million are equal with odds that range from certain to 1 to 2,000.
 * Source: SWIFT IBAN registry (structures), ISO 7064 (check digits). That no bank has the codes is known as far as
 * registers tell: nobody reserves any.
 */
export const fakeIban = defineStrategy({
  name: 'fake.iban',
  summary: 'Replaces IBANs by such of banks that do not exist; check digits are right.',
  options: OPTIONS,
  properties: { ...DRAWN_PROPERTIES, leaks: [...DRAWN_PROPERTIES.leaks, 'part'] },
  adjust: ({ by, unique, country }) => ({
    ...adjustBy({ by, unique }),
    ...(country === undefined ? {} : { leaks: DRAWN_PROPERTIES.leaks }),
  }),
  reads: readsBy,
  width: () => SHORTEST_IBAN,
  capacity: ({ country }) =>
    country === undefined
      ? Math.min(...SAFE_IBANS.map(({ freeDigits }) => 10 ** freeDigits))
      : 10 ** safeIban(country).freeDigits,
  learns: ({ unique }) => unique,
  learn: (options, context) => learnApart(context, ruleOf(options, context)),
  create: (options, context) =>
    maskApart(context, { ...ruleOf(options, context), unique: options.unique }),
});

type Options = z.output<typeof OPTIONS>;

function ruleOf({ country, by }: Options, context: MaskContext): DrawRule & DrawWrite {
  const usual = safeIban(country ?? countryOf(context.locale).code);
  return {
    use: 'fake.iban',
    by,
    identify: unpunctuated,
    write(draw, value) {
      const own = unpunctuated(value).slice(0, 2);
      const form = country === undefined && KNOWN.has(own) ? safeIban(own) : usual;
      return writeIban(form, drawnDigits(draw, form.freeDigits), value);
    },
  };
}

function writeIban({ country, prefix }: SafeIban, free: string, value: string): string {
  const rest = prefix + free;
  const iban = country + ibanCheckDigits(country, rest) + rest;
  const isGrouped = /\S\s\S/.test(value);
  return fillShape(value, iban) ?? (isGrouped ? (iban.match(/.{1,4}/g) ?? []).join(' ') : iban);
}
