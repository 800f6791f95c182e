import { HANGUL, LATIN_SPELLING } from './romanise-tables.ts';

const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;

/**
 * Spells a text with `[a-z0-9]`: accents go, letters of alphabets that have a table are spelt out, everything
 * else is dropped. Empty when nothing can be spelt (Han, Thai, Indic scripts).
 */
export function romanise(text: string): string {
  const lower = text.toLowerCase();
  if (/^[a-z0-9]*$/.test(lower)) return lower;
  let latin = '';
  // Composed, for letters that a table knows whole (й, ё, ї) before their marks are stripped.
  for (const letter of lower.normalize('NFC')) latin += spell(letter);
  return latin;
}

function spell(letter: string): string {
  if (/^[a-z0-9]$/.test(letter)) return letter;
  const known = LATIN_SPELLING.get(letter);
  if (known !== undefined) return known;
  const code = letter.codePointAt(0) ?? 0;
  if (code >= HANGUL_FIRST && code <= HANGUL_LAST) return spellHangul(code - HANGUL_FIRST);
  const stripped = letter.normalize('NFKD').replace(/\p{M}/gu, '');
  return stripped === letter ? '' : [...stripped].map(spell).join('');
}

/** Unicode orders Hangul by initial (19), vowel (21) and final (28). */
function spellHangul(offset: number): string {
  const initial = HANGUL.initials[Math.floor(offset / 588)] ?? '';
  const vowel = HANGUL.vowels[Math.floor((offset % 588) / 28)] ?? '';
  const final = HANGUL.finals[offset % 28] ?? '';
  return (initial + vowel + final).replaceAll('-', '');
}

/**
 * Local part for an e-mail address or a user name: lower case `[a-z0-9]`, never empty, at most 40 characters.
 * A script without a table gives the stand-in that the text's hash picks, or `n` and that hash in base 36.
 */
export function asciiLocalPart(text: string, standIns: readonly string[] = []): string {
  const latin = romanise(text).slice(0, 40);
  if (latin !== '') return latin;
  const hash = hashText(text);
  return romanise(standIns[hash % standIns.length] ?? '') || `n${hash.toString(36)}`;
}

/** Local parts of a whole list; where the script has no table, of the stand-in at the same place. */
export function asciiLocalParts(texts: readonly string[], standIns: readonly string[]): string[] {
  return texts.map((text, at) => {
    const standIn = standIns[at % standIns.length];
    return asciiLocalPart(text, standIn === undefined ? [] : [standIn]);
  });
}

/** 32-bit FNV-1a over UTF-16 units, public domain (Fowler, Noll, Vo). Not for secrets. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
