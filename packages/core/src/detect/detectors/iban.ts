import { isAsciiLetter, isDigit, isWordUnit } from '../characters.ts';
import { remainder97 } from '../check-digits.ts';
import { IBAN_LENGTHS } from '../iban-lengths.ts';
import type { FindSpans } from '../span.ts';

const START = /[A-Za-z]{2}\d{2}/g;

/** IBANs, whole or in groups: known country, its length, check digits. */
export const findIbans: FindSpans = (text, found) => {
  START.lastIndex = 0;
  for (let match = START.exec(text); match !== null; match = START.exec(text)) {
    const start = match.index;
    if (isWordUnit(text.charCodeAt(start - 1))) continue;
    const end = endOfIban(text, start);
    if (end < 0) continue;
    found.push({ start, end, type: 'iban', score: 0.99 });
    START.lastIndex = end;
  }
};

/** Whether a whole cell is one IBAN. */
export function isIban(cell: string): boolean {
  const text = cell.trim();
  return text.length <= 50 && endOfIban(text, 0) === text.length;
}

/** Behind the last unit of the IBAN that begins here; -1 where none does. */
function endOfIban(text: string, start: number): number {
  const country = text.slice(start, start + 2).toUpperCase();
  const length = IBAN_LENGTHS.get(country);
  if (length === undefined) return -1;
  let compact = '';
  let at = start;
  for (; at < text.length && compact.length < length; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code) || isAsciiLetter(code)) compact += text.charAt(at);
    else if (!isGap(text, at)) return -1;
  }
  if (compact.length < length || isWordUnit(text.charCodeAt(at))) return -1;
  const upper = compact.toUpperCase();
  return remainder97(upper.slice(4) + upper.slice(0, 4)) === 1 ? at : -1;
}

/** One blank, hyphen or point between groups. */
function isGap(text: string, at: number): boolean {
  return ' -.\u00a0\u202f'.includes(text.charAt(at)) && isWordUnit(text.charCodeAt(at + 1));
}
