/** Counts different texts in bounded memory: exactly up to `most` of them, by a sample of every second one from then on. */
export interface DistinctCounter {
  add(text: string): void;
  count(): number;
}

const MOST = 1_000_000;

/**
 * Remembers hashes of 53 bits: of a million texts, two have one hash with odds of 1 to 18,000. They leave with the
 * process, so they need no key.
 */
export function createDistinctCounter(most = MOST): DistinctCounter {
  let seen = new Set<number>();
  let oneIn = 1;
  return {
    add(text) {
      const hash = hashOf(text);
      if (hash % oneIn !== 0) return;
      seen.add(hash);
      while (seen.size > most) {
        oneIn *= 2;
        seen = new Set([...seen].filter((known) => known % oneIn === 0));
      }
    },
    count: () => seen.size * oneIn,
  };
}

/** FNV-1a from two starting points, each stirred by the finaliser of MurmurHash3: both are in the public domain. */
function hashOf(text: string): number {
  let [low, high] = [0x811c9dc5, 0x2f0b4a27];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 15);
  }
  return (stir(high) >>> 11) * 2 ** 32 + (stir(low) >>> 0);
}

function stir(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
