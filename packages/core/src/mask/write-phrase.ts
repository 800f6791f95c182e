import type { Locale } from '../locales/locale.ts';
import { type Pattern, patternRefs } from '../locales/pattern.ts';
import { mix32 } from '../random/mix.ts';
import { scaleWord } from './digest-words.ts';
import { DRAW_WORDS, type Draw, drawnWord } from './prf-words.ts';

/** Golden ratio of 2^32: keeps steps that share a word of the draw apart. */
const STEP = 0x9e3779b9;

/** Makes choices one after another from the four words of a draw. */
export interface Choices {
  /** A whole number in [0, bound). */
  number(bound: number): number;
  /** One of a list; undefined where it is empty. */
  pick<Item>(list: readonly Item[]): Item | undefined;
  /** The text with each `#` a digit and each `?` a capital letter. */
  fill(form: string): string;
}

/** Choices that follow from a draw alone. `from` is the first of four words that they take turns with. */
export function choicesOf(draw: Draw, from = 0): Choices {
  let step = from;
  const number = (bound: number): number => {
    const word = drawnWord(draw, step % DRAW_WORDS);
    const mixed = mix32(word ^ Math.imul(Math.floor(step / DRAW_WORDS), STEP)) >>> 0;
    step += 1;
    return scaleWord(mixed, bound);
  };
  return {
    number,
    pick: (list) => list[number(list.length)],
    fill: (form) =>
      form
        .replace(/#/g, () => `${number(10)}`)
        .replace(/\?/g, () => String.fromCharCode(65 + number(26))),
  };
}

const usable = new WeakMap<Locale, Map<string, readonly Pattern[]>>();

/** A phrase of the patterns at a path that the locale has words for; of English ones where there is none. */
export function writePhrase(choices: Choices, lists: Locale, path: string): string {
  const patterns = usablePatterns(lists, path);
  const [from, parts] =
    patterns.length > 0
      ? [lists, choices.pick(patterns)?.parts]
      : [lists.english, choices.pick(usablePatterns(lists.english, path))?.parts];
  const texts = (parts ?? []).map((part) =>
    'literal' in part ? part.literal : (choices.pick(from.words(part.ref)) ?? ''),
  );
  return texts.join('').replace(/\s+/g, ' ').trim();
}

function usablePatterns(lists: Locale, path: string): readonly Pattern[] {
  const known = usable.get(lists) ?? new Map<string, readonly Pattern[]>();
  usable.set(lists, known);
  const found = known.get(path) ?? findPatterns(lists, path);
  known.set(path, found);
  return found;
}

function findPatterns(lists: Locale, path: string): readonly Pattern[] {
  if (!lists.has(path)) return [];
  return lists
    .patterns(path)
    .filter((pattern) => patternRefs(pattern).every((ref) => lists.words(ref).length > 0));
}
