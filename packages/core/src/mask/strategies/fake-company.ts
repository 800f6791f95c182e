import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { adjustBy, BY_OPTION, DRAWN_PROPERTIES, readsBy } from '../drawn-options.ts';
import { maskEachDrawn } from '../mask-drawn.ts';
import { choicesOf, writePhrase } from '../write-phrase.ts';

/**
 * Replaces the name of a company by an invented one.
 *
 * Shape: as companies are named in the locale, of family names and legal forms, e.g. `Kutch, Dare and Mills`.
 * Consistent: a pure function of the key and of who it is: the value of the column `by`, else the name itself,
 * regardless of case, outer and repeated blanks and Unicode composition.
 * Unique: no; a company of that name may exist by chance.
 */
export const fakeCompany = defineStrategy({
  name: 'fake.company',
  summary:
    'Replaces names of companies by invented ones; the same company always gets the same name.',
  options: z.strictObject({
    locale: z
      .string()
      .min(1)
      .optional()
      .describe('Locale of the names; that of the table when absent.'),
    ...BY_OPTION,
  }),
  properties: DRAWN_PROPERTIES,
  adjust: adjustBy,
  reads: readsBy,
  wordsOf: ({ locale }, tableLocale) => [locale ?? tableLocale],
  create({ locale, by }, context) {
    const { lists } = context.words(locale ?? context.locale);
    return maskEachDrawn(context, {
      use: 'fake.company',
      by,
      write: (draw) => writePhrase(choicesOf(draw), lists, 'company.name_pattern'),
    });
  },
});
