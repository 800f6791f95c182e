/**
 * The words that stay tellable apart when other text follows them: no word with `ending` behind it begins
 * like another one. A cell put together from such words can be taken apart in one way only, so different
 * choices give different cells. Of two words that clash the shorter one is kept.
 */
export function prefixFreeWords(words: readonly string[], ending = ''): readonly string[] {
  const sorted = [...new Set(words)].sort(byCodeUnits);
  const kept: string[] = [];
  let last: string | undefined;
  // An extension of a word sorts behind it, with nothing but other extensions between the two.
  for (const word of sorted.map((text) => text + ending).sort(byCodeUnits)) {
    if (last !== undefined && word.startsWith(last)) continue;
    last = word;
    kept.push(word.slice(0, word.length - ending.length));
  }
  return kept;
}

/** Words without repeats, in their order. */
export function distinctWords(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}

/** The list over and over again, up to `length` entries. */
export function cycled<Entry>(list: readonly Entry[], length: number): readonly Entry[] {
  return Array.from({ length }, (_, i) => list[i % list.length] as Entry);
}

/** A value made once per key. */
export function oncePer<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key) ?? { value: make(key) };
    known.set(key, found);
    return found.value;
  };
}

function byCodeUnits(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
