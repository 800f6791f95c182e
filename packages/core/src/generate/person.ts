import { z } from 'zod';
import type { Locale } from '../locales/locale.ts';
import { type NameList, personLists, type SexNames } from '../locales/person.ts';
import type { Register } from '../program/register.ts';
import { mix32 } from '../random/mix.ts';
import type { CellBuilder } from './define.ts';
import { cycled, oncePer } from './distinct-words.ts';

/**
 * The names of a locale as one draw each. First names of women fill the first half of `first`, those of men
 * the second, so a draw of a first name is a draw of the sex too, and both are as likely.
 */
export interface PersonNames {
  readonly first: NameList;
  /** Of each first name: 0 female, 1 male. */
  readonly sexOfFirst: Int32Array;
  readonly last: NameList;
  /** Family names that a draw picks from; `last` holds as many again for men where they differ. */
  readonly lastCount: number;
  /** Of each first name: where in `last` the family names of its sex begin; absent where sexes share them. */
  readonly lastOffsets: Int32Array | undefined;
}

/** Longest local parts of an address: 20 + 1 + 24, then up to 16 digits, stay below the 64 octets of RFC 5321. */
const FIRST_ASCII_LENGTH = 20;
const LAST_ASCII_LENGTH = 24;
/** Family names of two parts are made up front; more of them would only cost memory. */
const MOST_FAMILY_NAMES = 4096;

/** Names to draw persons from; made once per locale. */
export const personNames: (locale: Locale) => PersonNames = oncePer((locale) => {
  const { female, male } = personLists(locale);
  const half = Math.max(female.first.text.length, male.first.text.length);
  const first = joined(balanced(female.first, half), balanced(male.first, half));
  const sexOfFirst = Int32Array.from(first.text, (_, i) => (i < half ? 0 : 1));
  const women = familyNames(female);
  const men = familyNames(male);
  const shared = women.text.join('\n') === men.text.join('\n');
  const lastCount = Math.max(women.text.length, men.text.length);
  return {
    first: shortened(first, FIRST_ASCII_LENGTH),
    sexOfFirst,
    last: shortened(
      shared ? women : joined(balanced(women, lastCount), balanced(men, lastCount)),
      LAST_ASCII_LENGTH,
    ),
    lastCount,
    lastOffsets: shared ? undefined : sexOfFirst.map((sex) => sex * lastCount),
  };
});

function balanced({ text, ascii }: NameList, length: number): NameList {
  return { text: cycled(text, length), ascii: cycled(ascii, length) };
}

function joined(left: NameList, right: NameList): NameList {
  return { text: [...left.text, ...right.text], ascii: [...left.ascii, ...right.ascii] };
}

function shortened({ text, ascii }: NameList, length: number): NameList {
  return { text, ascii: ascii.map((form) => form.slice(0, length)) };
}

/**
 * Family names as the locale puts them together: single ones, and pairs such as `Smith-Jones` or
 * `García López` in the share that the locale gives them. Pairs are fixed ones out of all possible.
 */
export function familyNames({ last, lastForms }: Pick<SexNames, 'last' | 'lastForms'>): NameList {
  const singles = lastForms.find(({ joiner }) => joiner === undefined);
  const pairs = lastForms.filter(({ joiner }) => joiner !== undefined);
  const count = last.text.length;
  const perWeight = singles === undefined ? pairShare(count, pairs) : count / singles.weight;
  const names = new Map<string, string>();
  for (const [i, name] of singles === undefined ? [] : last.text.entries()) {
    names.set(name, last.ascii[i] ?? '');
  }
  for (const { joiner = '', weight } of pairs) {
    for (let i = 0; i < Math.round(weight * perWeight); i++) {
      const left = (mix32(i * 2 + 1) >>> 0) % count;
      const right = (left + 1 + ((mix32(i * 2 + 2) >>> 0) % Math.max(1, count - 1))) % count;
      const ascii =
        joiner.trim() === '-' ? `${last.ascii[left]}${last.ascii[right]}` : last.ascii[left];
      names.set(`${last.text[left]}${joiner}${last.text[right]}`, ascii ?? '');
    }
  }
  return { text: [...names.keys()], ascii: [...names.values()] };
}

function pairShare(count: number, pairs: readonly { readonly weight: number }[]): number {
  const weights = pairs.reduce((sum, { weight }) => sum + weight, 0);
  return Math.min(MOST_FAMILY_NAMES, count * count) / weights;
}

/** The person of a row: whatever reads it agrees on sex and names. */
export interface PersonDraw {
  /** Index into `first` of {@link PersonNames}. */
  readonly first: Register<'int'>;
  /** 0 female, 1 male. */
  sex(): Register<'int'>;
  /** Index into `last` of {@link PersonNames}. */
  last(): Register<'int'>;
}

/** Draws the person named `entity` of each row; `''` is the row's own. */
export function drawPerson(cells: CellBuilder, entity: string): PersonDraw {
  const { program } = cells;
  const person = cells.entity('person', entity);
  const { first: names, sexOfFirst, lastCount, lastOffsets } = personNames(cells.locale);
  const first = person.choose('first', names.text.length);
  const map = (table: Int32Array) =>
    program.add('int', (out) => ({ kernel: 'map-int', out, value: first, table }));
  return {
    first,
    sex: () => map(sexOfFirst),
    last() {
      const value = person.choose('last', lastCount);
      if (lastOffsets === undefined) return value;
      const offsets = map(lastOffsets);
      return program.add('int', (out) => ({ kernel: 'offset-int', out, value, offsets }));
    },
  };
}

/** Options of every generator that reads the person of the row. */
export const SAME_PERSON = {
  entity: z
    .string()
    .default('')
    .describe(
      'Another person of the same row, e.g. seller; columns with the same name here agree.',
    ),
};
