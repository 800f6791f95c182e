import { z } from 'zod';
import { countryOf } from '../../locales/country.ts';
import { type PhoneRange, phoneFormats } from '../../locales/safe-phones.ts';
import { defineStrategy } from '../define.ts';
import { scaleWord, wordAt } from '../digest-words.ts';
import { drawDifferent } from '../draw-different.ts';
import { maskEachPerson } from '../mask-each.ts';
import { lastPhoneDigits, unpunctuatedPhone } from '../phone-spelling.ts';

/** Countries whose regulators keep numbers free for fiction, as far as reviewed for masking. */
const COUNTRIES: ReadonlySet<string> = new Set(['AU', 'CA', 'GB', 'US']);

/** `+12125550123` and `07700 900123` are among the shortest. */
const SHORTEST_NUMBER = 12;

/**
 * Replaces a telephone number by one that rings nowhere.
 *
 * Shape: E.164 (`+12125550123`) or as dialled inside the country (`(212) 555-0123`). The country is that of the
 * locale where it is Australia, Canada, the United Kingdom or the United States; anywhere else a US number in
 * E.164 stands in, whatever `format` says.
 * Consistent: a pure function of the key and of who it is: the value of the column `by`, else the number itself,
 * regardless of blanks, brackets, dots, hyphens and slashes.
 * Unique: no. There are some 20,000 (GB) to 80,000 (AU) numbers, so that a few hundred values already collide.
 * Source: numbers reserved for fiction by NANPA, Ofcom and ACMA.
 */
export const fakePhone = defineStrategy({
  name: 'fake.phone',
  summary: 'Replaces telephone numbers by numbers reserved for fiction, which ring nowhere.',
  options: z.strictObject({
    format: z
      .enum(['e164', 'national'])
      .default('e164')
      .describe('How the numbers are written: +12125550123 or (212) 555-0123.'),
    locale: z
      .string()
      .min(1)
      .optional()
      .describe('Locale whose country the numbers belong to; that of the table when absent.'),
    by: z.string().min(1).optional().describe('Column that says whose it is, e.g. customer_id.'),
  }),
  properties: {
    family: 'keyed',
    deterministic: true,
    referential: true,
    injective: false,
    reversible: 'no',
    keyed: true,
    nullSafe: true,
    reveals: 'equality',
    leaks: ['frequency', 'nulls'],
  },
  // With `by`, a number that two people share becomes two numbers.
  adjust: ({ by }) => (by === undefined ? {} : { referential: false }),
  reads: ({ by }) => (by === undefined ? [] : [by]),
  width: () => SHORTEST_NUMBER,
  create({ format, locale, by }, context) {
    const { code } = countryOf(locale ?? context.locale);
    const isCovered = COUNTRIES.has(code);
    const { ranges, capacity } = phoneFormats(isCovered ? code : 'US');
    const write = format === 'national' && isCovered ? writeNational : writeE164;
    const digest = context.key.digest('fake.phone');
    const draw = (identity: string, attempt: number): string => {
      const word = wordAt(digest(`${attempt}:${identity}`), 0);
      return numberAt(ranges, scaleWord(word, capacity), write);
    };
    return maskEachPerson(
      by,
      (identity, value) =>
        drawDifferent(value, context, (attempt) => draw(identity, attempt), lastPhoneDigits),
      unpunctuatedPhone,
    );
  },
});

/** The `index`-th number of all ranges together. */
function numberAt(
  ranges: readonly PhoneRange[],
  index: number,
  write: (range: PhoneRange, free: string) => string,
): string {
  let left = index;
  for (const range of ranges) {
    const count = 10 ** range.digits;
    if (left < count) {
      return write(range, range.digits === 0 ? '' : `${left}`.padStart(range.digits, '0'));
    }
    left -= count;
  }
  throw new RangeError(`there is no telephone number ${index}`);
}

function writeE164({ e164Prefix }: PhoneRange, free: string): string {
  return e164Prefix + free;
}

function writeNational({ national }: PhoneRange, free: string): string {
  let next = 0;
  return national.replace(/#/g, () => free[next++] ?? '');
}
