import { z } from 'zod';
import type { Locale } from '../../locales/locale.ts';
import { Escapes } from '../../model/batch.ts';
import type { CountRange } from '../../program/steps/text-steps.ts';
import { gather } from '../../program/text-steps.ts';
import { type CellBuilder, type CompiledColumn, defineGenerator } from '../define.ts';
import { oncePer } from '../distinct-words.ts';

const STRING = { kind: 'string' } as const;
const ONE: CountRange = { min: 1, max: 1 };
/** As Faker's sentences have. */
const WORDS: CountRange = { min: 3, max: 10 };

const wordsOf = oncePer((locale: Locale) => {
  const lower = (locale.has('lorem.word') ? locale : locale.english).list('lorem.word');
  return {
    lower,
    capitals: lower.map((word) => word.replace(/^./u, (first) => first.toUpperCase())),
  };
});

const counts = (what: string, min: number, max: number, limit: number) =>
  z.strictObject({
    min: z.number().int().min(1).max(limit).default(min).describe(`Least number of ${what}.`),
    max: z.number().int().min(1).max(limit).default(max).describe(`Greatest number of ${what}.`),
  });

/** Sentences in paragraphs, by the counts of each. */
function prose(
  cells: CellBuilder,
  name: string,
  ranges: {
    readonly words?: CountRange;
    readonly sentences?: CountRange;
    readonly paragraphs?: CountRange;
  },
): CompiledColumn {
  const { words = WORDS, sentences = ONE, paragraphs = ONE } = ranges;
  for (const range of [words, sentences, paragraphs]) checkRange(name, range);
  const { program, rows } = cells;
  const { lower, capitals } = wordsOf(cells.locale);
  const entries = program.dictionary(lower);
  const starts = program.dictionary(capitals);
  const lines = paragraphs.max > 1 ? Escapes.control : Escapes.none;
  const key = cells.key('words');
  const register = program.add(
    'text',
    (out) => ({
      kernel: 'prose',
      out,
      rows,
      key,
      words,
      sentences,
      paragraphs,
      dictionary: entries.index,
      capitals: starts.index,
    }),
    entries.packed.escapes | starts.packed.escapes | lines,
  );
  return { type: STRING, register };
}

function checkRange(name: string, { min, max }: CountRange): void {
  if (min > max) throw new RangeError(`${name}: min ${min} exceeds max ${max}; swap the two`);
}

/**
 * One word of the locale's filler text.
 *
 * Unique: every word once.
 */
export const textWord = defineGenerator({
  name: 'text.word',
  summary: 'A word without meaning.',
  options: z.strictObject({}),
  unique: 'choices',
  compile(cells) {
    const { lower } = wordsOf(cells.locale);
    return {
      type: STRING,
      register: gather(cells.program, cells.choose('word', lower.length), lower),
    };
  },
});

/**
 * Words with a blank between them.
 *
 * Unique: never.
 */
export const textWords = defineGenerator({
  name: 'text.words',
  summary: 'Words without meaning, a blank between them.',
  options: counts('words', 3, 3, 1000),
  unique: 'never',
  compile(cells, range) {
    checkRange('text.words', range);
    const { program, rows } = cells;
    const { index: dictionary, packed } = program.dictionary(wordsOf(cells.locale).lower);
    const chosen = cells.choose('count', range.max - range.min + 1);
    const table = Int32Array.from({ length: range.max - range.min + 1 }, (_, i) => range.min + i);
    const many = program.add('int', (out) => ({ kernel: 'map-int', out, value: chosen, table }));
    const key = cells.key('words');
    const register = program.add(
      'text',
      (out) => ({
        kernel: 'words',
        out,
        rows,
        key,
        counts: many,
        dictionary,
        separator: ' ',
        capitalize: false,
        ending: '',
      }),
      packed.escapes,
    );
    return { type: STRING, register };
  },
});

/**
 * A sentence: a capital, words, a full stop.
 *
 * Unique: never.
 */
export const textSentence = defineGenerator({
  name: 'text.sentence',
  summary: 'A sentence without meaning.',
  options: counts('words', WORDS.min, WORDS.max, 1000),
  unique: 'never',
  compile: (cells, words) => prose(cells, 'text.sentence', { words }),
});

/**
 * Sentences with a blank between them.
 *
 * Unique: never.
 */
export const textSentences = defineGenerator({
  name: 'text.sentences',
  summary: 'Sentences without meaning.',
  options: counts('sentences', 2, 6, 100),
  unique: 'never',
  compile: (cells, sentences) => prose(cells, 'text.sentences', { sentences }),
});

/**
 * A paragraph of some sentences, on one line.
 *
 * Unique: never.
 */
export const textParagraph = defineGenerator({
  name: 'text.paragraph',
  summary: 'A paragraph without meaning.',
  options: counts('sentences', 3, 3, 100),
  unique: 'never',
  compile: (cells, sentences) => prose(cells, 'text.paragraph', { sentences }),
});

/**
 * Paragraphs of three sentences, one per line (a line feed between them).
 *
 * Unique: never.
 */
export const textParagraphs = defineGenerator({
  name: 'text.paragraphs',
  summary: 'Paragraphs without meaning, one per line.',
  options: counts('paragraphs', 3, 3, 100),
  unique: 'never',
  compile: (cells, paragraphs) =>
    prose(cells, 'text.paragraphs', { paragraphs, sentences: { min: 3, max: 3 } }),
});
