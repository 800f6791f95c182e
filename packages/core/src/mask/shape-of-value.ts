/**
 * Puts characters where the value has letters and digits, and leaves its blanks, hyphens and brackets: `012-34` and
 * `9999 9` make `999-99`. Undefined where the value has another number of letters and digits than there are.
 */
export function fillShape(value: string, characters: string): string | undefined {
  const places = value.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const all = [...characters];
  if (places !== all.length) return undefined;
  let next = 0;
  return value.replace(/[\p{L}\p{N}]/gu, () => all[next++] ?? '');
}

/** Letters and digits of a value, in upper case: the form that all ways to punctuate a number share. */
export function unpunctuated(value: string): string {
  return value
    .replace(/[^\p{L}\p{N}]/gu, '')
    .normalize('NFC')
    .toUpperCase();
}
