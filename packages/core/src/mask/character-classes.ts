import { ALPHABETS } from './alphabets.ts';

/** First and last letter of an alphabet, inclusive; what Unicode has not assigned among them is left out. */
const RANGES: readonly (readonly [first: string, last: string])[] = [
  ['α', 'ω'],
  ['Α', 'Ω'],
  ['а', 'я'],
  ['А', 'Я'],
  ['א', 'ת'],
  ['ء', 'غ'],
  ['ف', 'ي'],
  ['٠', '٩'],
  ['०', '९'],
  ['अ', 'ह'],
  ['ก', 'ฮ'],
  ['ぁ', 'ん'],
  ['ァ', 'ン'],
  ['가', '힣'],
  ['一', '鿋'],
];

/** Letters of one case or digits, of one script, that may stand for each other. */
export type CharacterClass = readonly string[];

const ASCII: readonly CharacterClass[] = [ALPHABETS.digits, ALPHABETS.lower, ALPHABETS.upper].map(
  (letters) => Array.from(letters),
);

const CLASSES: readonly CharacterClass[] = [...ASCII, ...RANGES.map(lettersBetween)];

const CLASS_OF: ReadonlyMap<string, CharacterClass> = new Map(
  CLASSES.flatMap((letters) => letters.map((letter) => [letter, letters] as const)),
);

const [DIGITS = [], LOWER = [], UPPER = []] = ASCII;

function lettersBetween([first, last]: readonly [string, string]): CharacterClass {
  const from = first.codePointAt(0) ?? 0;
  const count = (last.codePointAt(0) ?? 0) - from + 1;
  return Array.from({ length: count }, (_, i) => String.fromCodePoint(from + i)).filter((letter) =>
    /^[\p{L}\p{Nd}]$/u.test(letter),
  );
}

/** The letters that a character is one of; undefined for one of no alphabet that is known here. */
export function knownClass(character: string): CharacterClass | undefined {
  return CLASS_OF.get(character);
}

/**
 * What may stand for a letter or a digit: its own alphabet where that is known, or else Latin letters of its case.
 * Undefined for punctuation, blanks and signs.
 */
export function classOf(character: string): CharacterClass | undefined {
  const known = CLASS_OF.get(character);
  if (known !== undefined) return known;
  if (/^\p{N}$/u.test(character)) return DIGITS;
  if (/^[\p{Lu}\p{Lt}]$/u.test(character)) return UPPER;
  return /^\p{L}$/u.test(character) ? LOWER : undefined;
}
