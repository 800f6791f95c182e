import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { drawDifferent } from '../draw-different.ts';
import { maskEachPerson } from '../mask-each.ts';

/**
 * Replaces a name by the name of an invented person.
 *
 * Shape: first name, last name or full name of the locale, in its order.
 * Consistent: a pure function of the key and of who it is: the value of the column `by`, else the name itself,
 * both regardless of case, outer and repeated blanks and Unicode composition. With the same `by`, first name,
 * last name and e-mail address of a row are one person.
 * Unique: no; lists of names are finite.
 * Never the name that was there: then other names of the same sex are drawn, for this cell alone. An invented
 * name can still be that of somebody living.
 *
 * @throws MaskError when every name of the locale is too long for the column.
 */
export const fakePerson = defineStrategy({
  name: 'fake.person',
  summary: 'Replaces names by those of invented people; the same person always gets the same name.',
  options: z.strictObject({
    part: z
      .enum(['full', 'first', 'last'])
      .default('full')
      .describe('Which name the column holds.'),
    locale: z
      .string()
      .min(1)
      .optional()
      .describe('Locale of the names; that of the table when absent.'),
    by: z.string().min(1).optional().describe('Column that says who it is, e.g. customer_id.'),
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
  // With `by`, a name that two people share becomes two names.
  adjust: ({ by }) => (by === undefined ? {} : { referential: false }),
  reads: ({ by }) => (by === undefined ? [] : [by]),
  namesOf: ({ locale }, tableLocale) => locale ?? tableLocale,
  create({ part, locale, by }, context) {
    const people = context.people(locale ?? context.locale);
    return maskEachPerson(by, (identity, value) =>
      drawDifferent(value, context, (attempt) => people(identity, attempt)[part]),
    );
  },
});
