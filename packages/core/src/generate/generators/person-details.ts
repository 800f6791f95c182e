import { z } from 'zod';
import type { Locale } from '../../locales/locale.ts';
import { personLists } from '../../locales/person.ts';
import { gather } from '../../program/text-steps.ts';
import { latestBirthDay } from '../calendar.ts';
import { defineGenerator } from '../define.ts';
import { cycled, oncePer } from '../distinct-words.ts';
import { numberBetween } from '../number-between.ts';
import { drawPerson, SAME_PERSON } from '../person.ts';
import { type Phrase, phraseText } from '../phrase.ts';

const STRING = { kind: 'string' } as const;

const sexWords = oncePer((locale: Locale) => {
  const { female, male } = personLists(locale);
  return [female.word, male.word];
});

/**
 * Sex of the row's person in the words of the locale: `female` or `male`, each in half of the rows.
 *
 * Unique: never.
 */
export const gender = defineGenerator({
  name: 'person.gender',
  summary: 'Sex of the person of the row, as a word of the locale.',
  options: z.strictObject({ ...SAME_PERSON }),
  unique: 'never',
  compile(cells, { entity }) {
    const sex = drawPerson(cells, entity).sex();
    return { type: STRING, register: gather(cells.program, sex, sexWords(cells.locale)) };
  },
});

/** Faker's other name for it. */
export const sex = defineGenerator({ ...gender, name: 'person.sex' });

interface Prefixes {
  readonly words: readonly string[];
  /** Entries for each sex; those of women come first. */
  readonly count: number;
  readonly offsets: Int32Array;
}

const prefixes = oncePer((locale: Locale): Prefixes => {
  const { female, male } = personLists(locale);
  if (female.prefix.length === 0 || male.prefix.length === 0) return prefixes(locale.english);
  const count = female.prefix.length * male.prefix.length;
  return {
    words: [...cycled(female.prefix, count), ...cycled(male.prefix, count)],
    count,
    offsets: Int32Array.of(0, count),
  };
});

/**
 * Form of address or title that fits the sex of the row's person; English where the language has none.
 *
 * Unique: never.
 */
export const prefix = defineGenerator({
  name: 'person.prefix',
  summary: 'Form of address that fits the person of the row.',
  options: z.strictObject({ ...SAME_PERSON }),
  unique: 'never',
  compile(cells, { entity }) {
    const { program } = cells;
    const { words, count, offsets: table } = prefixes(cells.locale);
    const value = cells.entity('person', entity).choose('prefix', count);
    const ofSex = drawPerson(cells, entity).sex();
    const offsets = program.add('int', (out) => ({ kernel: 'map-int', out, value: ofSex, table }));
    const codes = program.add('int', (out) => ({ kernel: 'offset-int', out, value, offsets }));
    return { type: STRING, register: gather(program, codes, words) };
  },
});

const jobPhrase = oncePer(
  (locale: Locale): Phrase =>
    personLists(locale).job.title.map((part, i) =>
      'literal' in part ? part : { label: `job ${i}`, words: part.words },
    ),
);

/**
 * Job title such as `Senior Data Engineer`.
 *
 * Unique: every title of the locale once, of those that can be told apart.
 */
export const jobTitle = defineGenerator({
  name: 'person.jobTitle',
  summary: 'Job title of the person of the row.',
  options: z.strictObject({ ...SAME_PERSON }),
  unique: 'choices',
  compile: (cells, { entity }) => ({
    type: STRING,
    register: phraseText(cells.entity('person', entity), jobPhrase(cells.locale)),
  }),
});

const age = z.number().int().min(0).max(150);

/**
 * Day of birth of the row's person, so that on the reference date the person is at least `minAge` and at most
 * `maxAge` years old. Every day is as likely.
 *
 * Shape: date.
 * Unique: as many days as the ages span.
 */
export const birthDate = defineGenerator({
  name: 'person.birthDate',
  summary: 'Day of birth, by age on the reference date.',
  options: z.strictObject({
    minAge: age.default(18).describe('Least age in full years on the reference date.'),
    maxAge: age.default(80).describe('Greatest age in full years on the reference date.'),
    ...SAME_PERSON,
  }),
  unique: 'choices',
  compile(cells, { minAge, maxAge, entity }) {
    if (minAge > maxAge) {
      throw new RangeError(
        `person.birthDate: minAge ${minAge} exceeds maxAge ${maxAge}; swap the two`,
      );
    }
    const youngest = latestBirthDay(cells.referenceTime, minAge);
    const oldest = latestBirthDay(cells.referenceTime, maxAge + 1) + 1;
    const days = { min: oldest, count: youngest - oldest + 1 };
    return {
      type: { kind: 'date' },
      register: numberBetween(cells.entity('person', entity), 'birth', days),
    };
  },
});
