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

/** Characters whose simple mapping is not their full one where that is more than one character. */
const SIMPLE = {
  lower: new Map([['\u0130', 'i']]),
  upper: new Map([['\u00df', '\u1e9e']]),
};
