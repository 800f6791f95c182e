import { allows } from '../domains/allows.ts';
import type { ColumnDomain, EdgeCase } from '../edge-case.ts';
import { invalidCase, validCase } from './make-case.ts';

/** Length of a very long text where no rule bounds it: beyond what forms, logs and VARCHAR columns expect. */
const LONG = 4000;
/** Longer texts than these are not written to show that a rule forbids them. */
const MOST_BEYOND = 100_000;

/**
 * Lengths in characters (code points, as JSON Schema counts): empty, one, shortest, longest, one beyond. The longest
 * text is there of characters of two UTF-16 units as well, which a length in units counts twice.
 *
 * Source: JSON Schema 2020-12 Validation section 6.3 (maxLength, minLength); RFC 8259 section 1 (characters).
 */
export function lengthCases(domain: ColumnDomain): EdgeCase[] {
  const { type, text, values, minLength = 0, maxLength } = domain;
  if (type.kind !== 'string') return [];
  const beyond = [
    ...(minLength < 1 ? [] : invalidCase(domain, 'minLength', filled('too-short', minLength - 1))),
    ...(maxLength === undefined || maxLength >= MOST_BEYOND
      ? []
      : invalidCase(domain, 'maxLength', filled('too-long', maxLength + 1))),
  ];
  if (text !== 'free' || values !== undefined) return beyond;
  const longest = Math.min(maxLength ?? LONG, LONG);
  const valid = [
    validCase(domain, 'minLength', filled('empty', 0)),
    validCase(domain, 'minLength', filled('one-character', 1)),
    validCase(domain, 'minLength', filled('shortest', minLength)),
    validCase(
      domain,
      'maxLength',
      filled(maxLength === undefined ? 'very-long' : 'longest', longest),
    ),
    validCase(domain, 'maxLength', filled('longest-in-words', longest, 'word ')),
    validCase(domain, 'maxLength', filled('longest-in-emoji', longest, '😀')),
    validCase(domain, 'maxLength', filled('just-below-longest', longest - 1)),
  ];
  return [...valid.filter(({ value }) => allows(domain, value)), ...beyond];
}

/** Texts of a length, ending in a letter so that nothing is lost where blanks are cut off. */
function filled(
  name: string,
  length: number,
  filler = 'x',
): { readonly name: string; readonly value: string } {
  const characters = [...filler];
  const text = Array.from({ length }, (_, i) => characters[i % characters.length]).join('');
  return { name, value: text.replace(/ $/, 'x') };
}
