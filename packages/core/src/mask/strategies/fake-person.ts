import { z } from 'zod';
import { personCells } from '../batch/person-cells.ts';
import { defineStrategy } from '../define.ts';
import {
  type DrawnPerson,
  initial,
  PERSON_PARTS,
  PERSON_USE,
  type PersonPart,
  writePerson,
} from '../fake-people.ts';
import { maskDrawn } from '../mask-drawn.ts';
import type { MaskNames } from '../mask-names.ts';
import {
  adjustPerson,
  PERSON_OPTIONS,
  peopleOfRows,
  readsOfPerson,
  wordsOfPerson,
} from '../person-options.ts';
import { writeSex } from '../sex-words.ts';

/** Parts of which there are so few that they may be what was there. */
const FEW: ReadonlySet<PersonPart> = new Set(['gender', 'prefix']);

const PROPERTIES = {
  family: 'keyed',
  deterministic: true,
  referential: true,
  injective: false,
  reversible: 'no',
  keyed: true,
  nullSafe: true,
  reveals: 'equality',
  leaks: ['frequency', 'nulls'],
} as const;

/**
 * Replaces a name, or what goes with one, by that of an invented person.
 *
 * Shape: first name, last name or full name of the locale, in its order; another first name for `middle`, a letter
 * where the value is one; `initials` with dots where the value has some; a form of address that fits the sex, empty
 * where the language has none; `gender` written as the value writes it (`F`, `male`); `username` as
 * `first.last4821` in ASCII.
 * Consistent: a pure function of the key and of who it is: the value of the column `by`, else the name itself,
 * both regardless of case, outer and repeated blanks and Unicode composition. With the same `by`, `genderFrom`,
 * `locale` and `localeFrom`, all parts and the e-mail address of a row are one person.
 * Unique: no; lists of names are finite.
 * Never the name that was there: then other names of the same sex are drawn, for this cell alone. An invented
 * name can still be that of somebody living. Sexes and forms of address are so few that they may well stay.
 *
 * @throws MaskError when every name of the locale is too long for the column.
 */
export const fakePerson = defineStrategy({
  name: 'fake.person',
  summary: 'Replaces names by those of invented people; the same person always gets the same name.',
  options: z.strictObject({
    part: z.enum(PERSON_PARTS).default('full').describe('What the column holds of the person.'),
    ...PERSON_OPTIONS,
  }),
  properties: PROPERTIES,
  adjust: ({ part, ...options }) => ({
    ...adjustPerson(options, PROPERTIES),
    ...(FEW.has(part) ? { reveals: 'value' } : {}),
  }),
  reads: readsOfPerson,
  wordsOf: wordsOfPerson,
  create({ part, ...options }, context) {
    const people = peopleOfRows(options, context);
    return maskDrawn(context, {
      use: PERSON_USE,
      by: options.by,
      mayRepeat: FEW.has(part),
      start(column) {
        const personOf = people(column);
        return (draw, { value, row, base }) => {
          const { person, names } = personOf(draw, base, row);
          return writeLike(value, part, person, names);
        };
      },
    });
  },
  columns: ({ part, ...options }, context) => personCells(part, options, context),
});

/** The part as the value has it: `J.` for a middle name, `F` for a sex, `A. N.` without its dots as `AN`. */
function writeLike(value: string, part: PersonPart, person: DrawnPerson, names: MaskNames): string {
  const text = writePerson(person, names, part);
  const trimmed = value.trim();
  if (part === 'gender') return writeSex(person.sex, value, names);
  if (part === 'middle' && /^\p{L}\.?$/u.test(trimmed))
    return initial(text) + (trimmed.endsWith('.') ? '.' : '');
  if (part === 'initials' && trimmed.includes('.'))
    return [...text].map((one) => `${one}.`).join('');
  return text;
}
