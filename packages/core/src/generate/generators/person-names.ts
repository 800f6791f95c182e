import { z } from 'zod';
import type { Locale } from '../../locales/locale.ts';
import { gather } from '../../program/text-steps.ts';
import { defineGenerator } from '../define.ts';
import { distinctWords, oncePer } from '../distinct-words.ts';
import { fullNameText } from '../full-name.ts';
import { drawPerson, personNames, SAME_PERSON } from '../person.ts';

const STRING = { kind: 'string' } as const;

/** Names that a unique column picks from, without repeats. */
const distinctNames = oncePer((locale: Locale) => {
  const { first, last } = personNames(locale);
  return { first: distinctWords(first.text), last: distinctWords(last.text) };
});

/**
 * First name of the row's person, a woman's or a man's.
 *
 * Unique: up to the number of first names of the locale; a unique column has names of its own, which the other
 * columns of the row do not follow.
 */
export const firstName = defineGenerator({
  name: 'person.firstName',
  summary: 'First name of the person of the row.',
  options: z.strictObject({ ...SAME_PERSON }),
  unique: 'choices',
  compile(cells, { entity }) {
    const { program, locale } = cells;
    if (!cells.unique) {
      const { first } = drawPerson(cells, entity);
      return { type: STRING, register: gather(program, first, personNames(locale).first.text) };
    }
    const { first } = distinctNames(locale);
    return { type: STRING, register: gather(program, cells.choose('name', first.length), first) };
  },
});

/**
 * Family name of the row's person, in the form for the person's sex where the language has one.
 *
 * Unique: as {@link firstName}.
 */
export const lastName = defineGenerator({
  name: 'person.lastName',
  summary: 'Family name of the person of the row.',
  options: z.strictObject({ ...SAME_PERSON }),
  unique: 'choices',
  compile(cells, { entity }) {
    const { program, locale } = cells;
    if (!cells.unique) {
      const last = drawPerson(cells, entity).last();
      return { type: STRING, register: gather(program, last, personNames(locale).last.text) };
    }
    const { last } = distinctNames(locale);
    return { type: STRING, register: gather(program, cells.choose('name', last.length), last) };
  },
});

/**
 * First and family name of the row's person, in the order that the locale writes them.
 *
 * Unique: every pair of names once, of those pairs that can be told apart; as {@link firstName}.
 */
export const fullName = defineGenerator({
  name: 'person.fullName',
  summary: 'Full name of the person of the row.',
  options: z.strictObject({ ...SAME_PERSON }),
  unique: 'choices',
  compile: (cells, { entity }) => ({ type: STRING, register: fullNameText(cells, entity) }),
});
