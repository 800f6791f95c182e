import { z } from 'zod';
import { personLists } from '../../locales/person.ts';
import { defineStrategy } from '../define.ts';
import { adjustBy, BY_OPTION, DRAWN_PROPERTIES, readsBy } from '../drawn-options.ts';
import { maskEachDrawn } from '../mask-drawn.ts';
import { choicesOf } from '../write-phrase.ts';

/**
 * Replaces a job title by another one.
 *
 * Shape: as titles are made in the locale, e.g. `Senior Brand Architect`.
 * Consistent: a pure function of the key and of who it is: the value of the column `by`, else the title itself,
 * regardless of case, outer and repeated blanks and Unicode composition.
 * Unique: no.
 */
export const fakeJobTitle = defineStrategy({
  name: 'fake.jobTitle',
  summary: 'Replaces job titles by others; the same title, or person, always gets the same one.',
  options: z.strictObject({
    locale: z
      .string()
      .min(1)
      .optional()
      .describe('Locale of the titles; that of the table when absent.'),
    ...BY_OPTION,
  }),
  properties: DRAWN_PROPERTIES,
  adjust: adjustBy,
  reads: readsBy,
  wordsOf: ({ locale }, tableLocale) => [locale ?? tableLocale],
  create({ locale, by }, context) {
    const { title } = personLists(context.words(locale ?? context.locale).lists).job;
    return maskEachDrawn(context, {
      use: 'fake.jobTitle',
      by,
      write(draw) {
        const choices = choicesOf(draw);
        const parts = title.map((part) =>
          'literal' in part ? part.literal : (choices.pick(part.words) ?? ''),
        );
        return parts.join('').trim();
      },
    });
  },
});
