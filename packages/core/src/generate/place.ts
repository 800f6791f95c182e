import { z } from 'zod';
import type { Locale } from '../locales/locale.ts';
import { type Places, places } from '../locales/places.ts';
import type { Register, TextPart } from '../program/register.ts';
import { concat, gather } from '../program/text-steps.ts';
import type { CellBuilder } from './define.ts';
import { paddedNumbers } from './digit-text.ts';
import { distinctWords, oncePer } from './distinct-words.ts';

/** Options of every generator that reads the place of the row. */
export const SAME_PLACE = {
  entity: z
    .string()
    .default('')
    .describe(
      'Another place of the same row, e.g. shipping; columns with the same name here agree.',
    ),
};

/** The place named `entity` of each row: an index into the lists of the locale's gazetteer. */
export function drawPlace(cells: CellBuilder, entity: string): Register<'int'> {
  return cells.entity('place', entity).choose('place', places(cells.locale).count);
}

/** A list of the gazetteer, read at the place of the row. */
export function placeText(
  cells: CellBuilder,
  entity: string,
  list: (places: Places) => readonly string[],
): Register<'text'> {
  return gather(cells.program, drawPlace(cells, entity), list(places(cells.locale)));
}

/** Distinct entries of a list of the gazetteer, for columns that never repeat. */
export const placeLists = oncePer((locale: Locale) => {
  const { state, stateCode } = places(locale);
  return { states: distinctWords(state), stateCodes: distinctWords(stateCode) };
});

/** Post codes taken apart: fixed text and runs of free digits in turn, for each place. */
interface PostcodeForm {
  /** Text `i` of place `p` is `texts[i][p]`. */
  readonly texts: readonly (readonly string[])[];
  /** Between text `i` and the next one, place `p` has `widths[i][p]` digits. */
  readonly widths: readonly (readonly number[])[];
}

const postcodeForm = oncePer(({ postcode }: Places): PostcodeForm => {
  const split = postcode.map((pattern) => pattern.split(/(#+)/));
  const pieces = Math.max(...split.map(({ length }) => length));
  const column = (at: number) => split.map((texts) => texts[at] ?? '');
  const at = Array.from({ length: pieces }, (_, i) => i);
  return {
    texts: at.filter((i) => i % 2 === 0).map(column),
    widths: at.filter((i) => i % 2 === 1).map((i) => column(i).map(({ length }) => length)),
  };
});

/** Post code of the place of the row. */
export function postcodeText(cells: CellBuilder, entity: string): Register<'text'> {
  const { program } = cells;
  const place = drawPlace(cells, entity);
  const { texts, widths } = postcodeForm(places(cells.locale));
  const parts: TextPart[] = texts.flatMap((text, i) => {
    const fixed = text.some((entry) => entry !== '') ? [gather(program, place, text)] : [];
    const width = widths[i];
    return width === undefined
      ? fixed
      : [...fixed, ...runParts(cells, entity, `postcode ${i}`, place, width)];
  });
  return concat(program, ...parts);
}

/** Most digits of one draw; longer runs take several. */
const MOST_DIGITS = 4;
/** The empty text and all numbers of one digit, two digits, ...: those of `width` digits begin at `starts[width]`. */
const numbersByWidth: { list?: readonly string[] } = {};
const STARTS = [0, 1, 11, 111, 1111];

function allNumbers(): readonly string[] {
  numbersByWidth.list ??= [0, 1, 2, 3, 4].flatMap((width) => [...paddedNumbers(width)]);
  return numbersByWidth.list;
}

/** A run of digits whose length hangs on the place. */
function runParts(
  cells: CellBuilder,
  entity: string,
  label: string,
  place: Register<'int'>,
  widths: readonly number[],
): Register<'text'>[] {
  const parts: Register<'text'>[] = [];
  const longest = Math.max(...widths);
  for (let from = 0; from < longest; from += MOST_DIGITS) {
    const chunk = chunkTables(widths, from);
    parts.push(chunkText(cells.entity('place', entity), `${label} ${from}`, place, chunk));
  }
  return parts;
}

interface DigitChunk {
  readonly widths: readonly number[];
  /** Numbers of each place's width, and where they begin among {@link allNumbers}. */
  readonly counts: Int32Array;
  readonly offsets: Int32Array;
}

const chunksOfWidths = oncePer((_widths: readonly number[]) => new Map<number, DigitChunk>());

function chunkTables(widths: readonly number[], from: number): DigitChunk {
  const known = chunksOfWidths(widths);
  const found = known.get(from);
  if (found !== undefined) return found;
  const left = widths.map((width) => Math.min(MOST_DIGITS, Math.max(0, width - from)));
  const made = {
    widths: left,
    counts: Int32Array.from(left, (width) => 10 ** width),
    offsets: Int32Array.from(left, (width) => STARTS[width] ?? 0),
  };
  known.set(from, made);
  return made;
}

function chunkText(
  cells: CellBuilder,
  label: string,
  place: Register<'int'>,
  chunk: DigitChunk,
): Register<'text'> {
  const { program, rows } = cells;
  const [width = 0] = chunk.widths;
  const key = cells.key(label);
  if (chunk.widths.every((other) => other === width)) {
    const codes = program.add('int', (out) => ({
      kernel: 'pick',
      out,
      rows,
      key,
      count: 10 ** width,
    }));
    return gather(program, codes, paddedNumbers(width));
  }
  const map = (table: Int32Array) =>
    program.add('int', (out) => ({ kernel: 'map-int', out, value: place, table }));
  const counts = map(chunk.counts);
  const value = program.add('int', (out) => ({ kernel: 'pick-within', out, rows, key, counts }));
  const offsets = map(chunk.offsets);
  const codes = program.add('int', (out) => ({ kernel: 'offset-int', out, value, offsets }));
  return gather(program, codes, allNumbers());
}
