import type { Locale } from '../locales/locale.ts';
import { type Pattern, patternRefs } from '../locales/pattern.ts';
import type { Register, TextPart } from '../program/register.ts';
import { concat } from '../program/text-steps.ts';
import type { CellBuilder } from './define.ts';
import { wordPart } from './digit-text.ts';
import { distinctWords, oncePer, prefixFreeWords } from './distinct-words.ts';

/** Text as it stands, or one of some words. The label names the draw. */
export type PhrasePart =
  | { readonly literal: string }
  | { readonly label: string; readonly words: readonly string[] };
export type Phrase = readonly PhrasePart[];

/** Words of a list, English ones where the locale has none or rules them out. */
export function wordsOf(locale: Locale, path: string): readonly string[] {
  return locale.has(path) ? locale.list(path) : locale.english.list(path);
}

/** Words of several lists with a blank between. */
export function spacedPhrase(lists: Readonly<Record<string, readonly string[]>>): Phrase {
  return Object.entries(lists).flatMap(([label, words], i) =>
    i === 0 ? [{ label, words }] : [{ literal: ' ' }, { label, words }],
  );
}

/** Cells of one phrase. With `unique`, different choices give different cells. */
export function phraseText(cells: CellBuilder, phrase: Phrase): Register<'text'> {
  const written = cells.unique ? unambiguous(phrase) : phrase;
  const parts = written.map(
    (part): TextPart =>
      'literal' in part ? part.literal : wordPart(cells, part.label, part.words),
  );
  const [only] = parts;
  return parts.length === 1 && typeof only === 'number' ? only : concat(cells.program, ...parts);
}

/** Cells of one of several phrases; with `unique`, of the one that has most cells. */
export function choosePhrase(
  cells: CellBuilder,
  label: string,
  choices: readonly WeightedPhrase[],
): Register<'text'> {
  if (cells.unique) return phraseText(cells, largest(choices.map(({ phrase }) => phrase)));
  const [first, ...others] = choices.map(({ phrase }) => phraseText(cells, phrase));
  if (first === undefined) throw new TypeError('choosePhrase needs a phrase');
  if (others.length === 0) return first;
  const options = [first, ...others];
  const { program } = cells;
  const weights = choices.map(({ weight }) => weight);
  const codes = weights.every((weight) => weight === weights[0])
    ? cells.choose(label, weights.length)
    : cells.chooseWeighted(label, weights);
  const escapes = options.reduce((sum, option) => sum | program.escapesOf(option), 0);
  return program.add('text', (out) => ({ kernel: 'select-text', out, codes, options }), escapes);
}

/** The phrase with words left out until it can be taken apart in one way only. */
const unambiguous: (phrase: Phrase) => Phrase = oncePer((phrase) =>
  phrase.map((part, i) => {
    if ('literal' in part) return part;
    const next = phrase[i + 1];
    if (next === undefined) return { ...part, words: distinctWords(part.words) };
    return { ...part, words: prefixFreeWords(part.words, 'literal' in next ? next.literal : '') };
  }),
);

function largest(phrases: readonly Phrase[]): Phrase {
  const sizes = phrases.map((phrase) =>
    unambiguous(phrase).reduce((size, part) => size * ('words' in part ? part.words.length : 1), 1),
  );
  return phrases[sizes.indexOf(Math.max(...sizes))] as Phrase;
}

/** A pattern of the locale as a phrase; nothing when one of its references has no words. */
function phraseOf(locale: Locale, pattern: Pattern): Phrase | undefined {
  const seen = new Map<string, number>();
  const phrase = pattern.parts.map((part): PhrasePart => {
    if ('literal' in part) return part;
    const times = (seen.get(part.ref) ?? 0) + 1;
    seen.set(part.ref, times);
    return { label: `${part.ref} ${times}`, words: refWords(locale, part.ref) };
  });
  return phrase.every((part) => 'literal' in part || part.words.length > 0) ? phrase : undefined;
}

export interface WeightedPhrase {
  readonly weight: number;
  readonly phrase: Phrase;
}

const phrasesOfLocale = oncePer((_locale: Locale) => new Map<string, readonly WeightedPhrase[]>());

/** Phrases of all patterns at a path that the locale has words for; English ones when there is none. */
export function phrasesAt(locale: Locale, path: string): readonly WeightedPhrase[] {
  const known = phrasesOfLocale(locale);
  const phrases = known.get(path) ?? findPhrases(locale, path);
  known.set(path, phrases);
  return phrases;
}

function findPhrases(locale: Locale, path: string): readonly WeightedPhrase[] {
  const patterns = locale.has(path) ? locale.patterns(path) : [];
  const phrases = patterns.flatMap((pattern): WeightedPhrase[] => {
    const phrase = phraseOf(locale, pattern);
    if (phrase === undefined || patternRefs(pattern).length === 0) return [];
    return [{ weight: pattern.weight, phrase }];
  });
  return phrases.length > 0 || locale === locale.english
    ? phrases
    : phrasesAt(locale.english, path);
}

/** Words behind a reference: a list, or the numbers of `number.int({"min": 1, "max": 9})`. */
function refWords(locale: Locale, ref: string): readonly string[] {
  const range = /^number\.int\(\{(.*)\}\)$/.exec(ref)?.[1];
  if (range === undefined) return locale.words(ref);
  const bound = (name: string): number =>
    Number(new RegExp(`"${name}":\\s*(\\d+)`).exec(range)?.[1]);
  const [min, max] = [bound('min'), bound('max')];
  return Array.from({ length: max - min + 1 }, (_, i) => String(min + i));
}
