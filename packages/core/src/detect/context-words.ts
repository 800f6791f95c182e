/** Units before a number in which a word can say what it is (Amazon Macie looks at 30, too). */
const WINDOW = 48;

/** What stands before a place, small letters, without accents, cut at the line before. */
export function textBefore(text: string, at: number, most = WINDOW): string {
  const before = text.slice(Math.max(0, at - most), at);
  return fold(before.slice(before.lastIndexOf('\n') + 1));
}

/** Small letters without accents, so that `Téléphone` and `telephone` are one word; `ß` is `ss`. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/ø/g, 'o')
    .replace(/ı/g, 'i')
    .normalize('NFC');
}

/** A pattern that finds one of the words, given with `|` between them, where a word begins. */
export function anyWord(words: string): RegExp {
  return new RegExp(`(?:^|[^a-z0-9])(?:${words})`, 'u');
}

/** Index behind the last hit of a pattern in a short text; -1 where there is none. */
export function lastHit(pattern: RegExp, text: string): number {
  let last = -1;
  for (const match of text.matchAll(new RegExp(pattern.source, 'gu'))) {
    last = match.index + match[0].length;
  }
  return last;
}
