import { z } from 'zod';
import { LOCALE_COUNTRY } from '../locales/country.ts';
import type { MaskColumn, MaskContext, StrategyProperties } from './define.ts';
import { type DrawnPerson, drawPerson, drawSex } from './fake-people.ts';
import type { MaskNames } from './mask-names.ts';
import { normaliseIdentity } from './normalise.ts';
import type { Draw } from './prf-words.ts';
import { readSex } from './sex-words.ts';

/** Options of every strategy that invents people. Columns with the same ones speak of the same person. */
export const PERSON_OPTIONS = {
  by: z.string().min(1).optional().describe('Column that says who it is, e.g. customer_id.'),
  genderFrom: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Column that tells the sex, which then stays: f, male, Frau, Mr or a first name of one sex. Where it tells none, and when absent, the key decides.',
    ),
  locale: z
    .string()
    .min(1)
    .optional()
    .describe('Locale of the names; that of the table when absent.'),
  localeFrom: z
    .strictObject({
      column: z.string().min(1).describe('Column that tells the country, by code or name.'),
      locales: z
        .array(z.string().min(1))
        .min(1)
        .describe('Locales for those countries, e.g. [de, fr]; the first one of a country is it.'),
    })
    .optional()
    .describe('Names by country: people of a country without a locale here have that of `locale`.'),
} as const;

/** What the options are after they have been checked. */
export interface PersonOptions {
  readonly by?: string | undefined;
  readonly genderFrom?: string | undefined;
  readonly locale?: string | undefined;
  readonly localeFrom?:
    | { readonly column: string; readonly locales: readonly string[] }
    | undefined;
}

export function readsOfPerson({ by, genderFrom, localeFrom }: PersonOptions): readonly string[] {
  return [by, genderFrom, localeFrom?.column].filter((column) => column !== undefined);
}

export function wordsOfPerson(
  { locale, localeFrom }: PersonOptions,
  tableLocale: string,
): readonly string[] {
  return [locale ?? tableLocale, ...(localeFrom?.locales ?? [])];
}

/** What the options change: who is told by another column is not told by the value alone, and sex or country shows. */
export function adjustPerson(
  options: PersonOptions,
  { leaks }: StrategyProperties,
): Partial<StrategyProperties> {
  const { genderFrom, localeFrom } = options;
  return {
    ...(readsOfPerson(options).length > 0 ? { referential: false } : {}),
    ...((genderFrom ?? localeFrom) ? { leaks: [...leaks, 'part'] } : {}),
  };
}

/** Somebody, and the names that are his or hers. */
export interface PersonOfRow {
  readonly person: DrawnPerson;
  readonly names: MaskNames;
}

/** Makes people of the rows of a batch: sex, country and lists as the options have them. */
export function peopleOfRows(
  options: PersonOptions,
  context: MaskContext,
): (column: MaskColumn) => (draw: Draw, base: Draw, row: number) => PersonOfRow {
  const { genderFrom, localeFrom, locale = context.locale } = options;
  const usual = context.words(locale).people;
  const byCountry = namesByCountry(localeFrom?.locales ?? [], context);
  return (column) => {
    const sexes = genderFrom === undefined ? undefined : column.other(genderFrom);
    const countries = localeFrom === undefined ? undefined : column.other(localeFrom.column);
    return (draw, base, row) => {
      const names = byCountry.get(normaliseIdentity(countries?.[row] ?? '')) ?? usual;
      const told = sexes?.[row] ?? undefined;
      const sex = (told === undefined ? undefined : readSex(told, names)) ?? drawSex(base);
      return { person: drawPerson(draw, names, sex), names };
    };
  };
}

/** Names by the ways to write a country: its code, its English name and its own. */
function namesByCountry(
  locales: readonly string[],
  context: MaskContext,
): ReadonlyMap<string, MaskNames> {
  const names = new Map<string, MaskNames>();
  for (const locale of locales) {
    const { people } = context.words(locale);
    const country = LOCALE_COUNTRY[locale];
    for (const spelling of [country?.code, country?.english, country?.name]) {
      const known = normaliseIdentity(spelling ?? '');
      if (known !== '' && !names.has(known)) names.set(known, people);
    }
  }
  return names;
}
