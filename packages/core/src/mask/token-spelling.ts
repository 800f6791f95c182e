import { normaliseIdentity } from './normalise.ts';
import { unpunctuatedPhone } from './phone-spelling.ts';

/** Forms that all spellings of a value share, by name: values that are one there have one mask. */
export const SPELLINGS = {
  none: (value: string): string => value,
  identity: normaliseIdentity,
  email: (value: string): string => normaliseIdentity(addressOf(value)),
  // An international number begins with + or, as it is dialled in most countries, with 00.
  phone: (value: string): string => unpunctuatedPhone(value).replace(/^00/, '+'),
  digits: (value: string): string => value.normalize('NFKC').replace(/\D/g, ''),
} as const;

export type SpellingName = keyof typeof SPELLINGS;

/** The address of `Ann <ann@example.com>` and of `mailto:ann@example.com`. */
function addressOf(value: string): string {
  const [, bracketed] = /<([^<>]*)>\s*$/.exec(value) ?? [];
  return (bracketed ?? value).trim().replace(/^mailto:/i, '');
}
