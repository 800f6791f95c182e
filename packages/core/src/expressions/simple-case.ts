/**
 * Every character in lower or upper case by the simple mappings of Unicode: one character for one, whatever the language
 * and the place in the word. That is what databases do; `toUpperCase` makes two of some.
 */
export function changeCase(text: string, to: 'lower' | 'upper'): string {
  return Array.from(text, (character) => {
    const special = SIMPLE[to].get(character);
    if (special !== undefined) return special;
    const changed = to === 'lower' ? character.toLowerCase() : character.toUpperCase();
    const isOne =
      (changed.codePointAt(0) ?? 0) > 0xffff ? changed.length === 2 : changed.length === 1;
    return isOne ? changed : character;
  }).join('');
}

/** Greek letters with an iota below, whose full mapping to upper case writes it beside them. */
const WITH_IOTA: readonly (readonly [number, number, number])[] = [
  [0x1f80, 0x1f87, 8],
  [0x1f90, 0x1f97, 8],
  [0x1fa0, 0x1fa7, 8],
  [0x1fb3, 0x1fb3, 9],
  [0x1fc3, 0x1fc3, 9],
  [0x1ff3, 0x1ff3, 9],
];

/** Characters whose simple mapping is not their full one, where that is more than one character (UnicodeData.txt). */
const SIMPLE: Readonly<Record<'lower' | 'upper', ReadonlyMap<string, string>>> = {
  lower: new Map([['\u0130', 'i']]),
  upper: new Map([
    ['\u00df', '\u1e9e'],
    ...WITH_IOTA.flatMap(([first, last, step]) =>
      Array.from({ length: last - first + 1 }, (_, i): [string, string] => [
        String.fromCodePoint(first + i),
        String.fromCodePoint(first + i + step),
      ]),
    ),
  ]),
};
