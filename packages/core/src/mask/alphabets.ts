const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();

/** Alphabets by name. Case is kept apart: of `a` and `A`, each is masked within its own alphabet. */
export const ALPHABETS = {
  digits: DIGITS,
  hex: `${DIGITS}abcdef`,
  hexUpper: `${DIGITS}ABCDEF`,
  lower: LOWER,
  upper: UPPER,
  letters: LOWER + UPPER,
  alphanumeric: DIGITS + LOWER + UPPER,
  alphanumericLower: DIGITS + LOWER,
  alphanumericUpper: DIGITS + UPPER,
} as const;

export type AlphabetName = keyof typeof ALPHABETS;

export const ALPHABET_NAMES = Object.keys(ALPHABETS) as [AlphabetName, ...AlphabetName[]];

/** Punctuation, blanks and signs of mathematics and money: they say how a value is written, not what it is. */
const SEPARATOR = /^[\p{P}\p{Zs}\p{Sm}\p{Sc}]$/u;

export function isSeparator(character: string): boolean {
  return SEPARATOR.test(character);
}
