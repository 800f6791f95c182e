import { normaliseIdentity } from './normalise.ts';
import { unpunctuatedPhone } from './phone-spelling.ts';

/** Forms that all spellings of a value share, by name: values that are one there have one mask. */
export const SPELLINGS = {
  none: (value: string): string => value,
  identity: normaliseIdentity,
  email: (value: string): string => normaliseIdentity(addressOf(value)),
  // An international number begins with + or, as it is dialled in most countries, with 00.
  phone: (value: string): string =>
    unpunctuatedPhone(westernDigits(value).replace(DIRECTIONS, '')).replace(/^00/, '+'),
  // What holds no digit has no other form: it is told apart as texts are.
  digits: (value: string): string =>
    westernDigits(value).replace(/\D/g, '') || normaliseIdentity(value),
} as const;

export type SpellingName = keyof typeof SPELLINGS;

/** Marks that tell in which direction a number is written among right-to-left text; they are not seen. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const ZERO = '0'.charCodeAt(0);

/** Digits of all scripts as those from 0 to 9, full-width ones too. */
function westernDigits(value: string): string {
  return value
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, (digit) => String.fromCharCode(ZERO + digitValue(digit)));
}

/** Ten digits of a script follow one another, from its zero on (Unicode, section 4.6). */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? ZERO;
  let zero = code;
  while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}

/** The address of `Ann <ann@example.com>` and of `mailto:ann@example.com`. */
function addressOf(value: string): string {
  const [, bracketed] = /<([^<>]*)>\s*$/.exec(value) ?? [];
  return (bracketed ?? value).trim().replace(/^mailto:/i, '');
}
