import type { Locale } from '../locales/locale.ts';
import { personLists } from '../locales/person.ts';
import { packDictionary } from '../program/dictionary.ts';
import type { Register } from '../program/register.ts';
import { gather } from '../program/text-steps.ts';
import type { CellBuilder } from './define.ts';
import { distinctWords, oncePer, prefixFreeWords } from './distinct-words.ts';
import { drawPerson, personNames } from './person.ts';

/** Names in the order they are written; the joiner stands behind each entry of the leading list. */
interface WrittenNames {
  readonly order: 'first last' | 'last first';
  readonly first: readonly string[];
  readonly last: readonly string[];
  /** What the cells may hold that a format has to escape: the joiner's blank never lies at an edge. */
  readonly escapes: number;
}

const writtenNames = oncePer((locale: Locale): WrittenNames => {
  const { first, last } = personNames(locale);
  return written(locale, first.text, last.text);
});

function written(locale: Locale, first: readonly string[], last: readonly string[]): WrittenNames {
  const { order, joiner } = personLists(locale);
  const lead = (names: readonly string[]) => names.map((name) => name + joiner);
  return {
    order,
    first: order === 'first last' ? lead(first) : first,
    last: order === 'last first' ? lead(last) : last,
    escapes: packDictionary(first).escapes | packDictionary(last).escapes,
  };
}

/** Full name of the person of the row; with `cells.unique`, of a pair of names that no other row has. */
export function fullNameText(cells: CellBuilder, entity: string): Register<'text'> {
  if (cells.unique) return uniqueName(cells);
  const { first, last } = drawPerson(cells, entity);
  return nameText(cells, writtenNames(cells.locale), first, last());
}

function nameText(
  { program }: CellBuilder,
  names: WrittenNames,
  first: Register<'int'>,
  last: Register<'int'>,
): Register<'text'> {
  const parts = [gather(program, first, names.first), gather(program, last, names.last)];
  if (names.order === 'last first') parts.reverse();
  return program.add('text', (out) => ({ kernel: 'concat', out, parts }), names.escapes);
}

interface UniqueNames {
  readonly written: WrittenNames;
  readonly firstCount: number;
  readonly lastCount: number;
  readonly lastOffsets: Int32Array;
}

/**
 * Names whose every pair reads differently: each first name belongs to one sex, each sex has its family names
 * once, and the leading list is free of names that begin like another.
 */
const uniqueNames = oncePer((locale: Locale): UniqueNames => {
  const { first, last, sexOfFirst, lastCount, lastOffsets } = personNames(locale);
  const { order, joiner } = personLists(locale);
  const leading = (names: readonly string[]) => prefixFreeWords(names, joiner);
  const firstNames = order === 'first last' ? leading(first.text) : distinctWords(first.text);
  const allowed = new Set(order === 'last first' ? leading(last.text) : last.text);
  const women = distinctWords(last.text.slice(0, lastCount)).filter((name) => allowed.has(name));
  const men = distinctWords(last.text.slice(-lastCount)).filter((name) => allowed.has(name));
  const count = lastOffsets === undefined ? women.length : Math.min(women.length, men.length);
  const sexOf = new Map(first.text.map((name, i) => [name, sexOfFirst[i] ?? 0]));
  const isShared = lastOffsets === undefined;
  return {
    written: written(
      locale,
      firstNames,
      isShared ? women : [...women.slice(0, count), ...men.slice(0, count)],
    ),
    firstCount: firstNames.length,
    lastCount: count,
    lastOffsets: Int32Array.from(firstNames, (name) =>
      isShared ? 0 : (sexOf.get(name) ?? 0) * count,
    ),
  };
});

function uniqueName(cells: CellBuilder): Register<'text'> {
  const { program } = cells;
  const { written: names, firstCount, lastCount, lastOffsets: table } = uniqueNames(cells.locale);
  const first = cells.choose('first', firstCount);
  const value = cells.choose('last', lastCount);
  const offsets = program.add('int', (out) => ({ kernel: 'map-int', out, value: first, table }));
  const last = program.add('int', (out) => ({ kernel: 'offset-int', out, value, offsets }));
  return nameText(cells, names, first, last);
}
