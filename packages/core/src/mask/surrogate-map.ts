import { createTextPrf, PRF_BYTES, type TextPrf } from './text-prf.ts';

/** Random masks of one domain. No two values have the same one, and none is the value that it stands for. */
export interface SurrogateMap {
  /**
   * The mask of each value: the one that it was given before, or else the first draw that nobody has.
   *
   * @param draw gives another random mask each time; throws what it likes when `attempt` says that it has drawn enough
   */
  assign(values: readonly string[], draw: (attempt: number) => string): string[];
}

/** Maps by domain, which the columns and tables of a run share. */
export interface Surrogates {
  /** The map of a domain: forgotten with the run, or kept beyond it. */
  open(domain: string, fate: MapFate): SurrogateMap;
}

/** What becomes of a map when the run ends. */
export type MapFate = 'burn' | 'keep';

const KEY_BYTES = 32;

/** What a map remembers; values are known by keyed digests alone. */
export interface SurrogateMemory {
  /** Digests of values, in their order: equal values have equal ones. */
  idsOf(values: readonly string[]): readonly string[];
  /** Masks by digest of their value. */
  readonly known: Map<string, string>;
  /** Is told of every new mask. */
  added?(entry: { readonly id: string; readonly value: string; readonly mask: string }): void;
}

/** A map over what it remembers. */
export function createSurrogateMap({ idsOf, known, added }: SurrogateMemory): SurrogateMap {
  const taken = new Set(known.values());
  const drawFor = (value: string, draw: (attempt: number) => string): string => {
    for (let attempt = 0; ; attempt++) {
      const mask = draw(attempt);
      if (mask !== value && !taken.has(mask)) return mask;
    }
  };
  return {
    assign(values, draw) {
      const ids = idsOf(values);
      return values.map((value, i) => {
        const id = ids[i] as string;
        const found = known.get(id);
        if (found !== undefined) return found;
        const mask = drawFor(value, draw);
        known.set(id, mask);
        taken.add(mask);
        added?.({ id, value, mask });
        return mask;
      });
    },
  };
}

/** Maps in memory, whose digests are under a random key: nothing is left of them when the process forgets them. */
export function createBurnedSurrogates(
  randomBytes: (count: number) => Uint8Array,
): Pick<Surrogates, 'open'> {
  const prf = createTextPrf(randomBytes(KEY_BYTES));
  const maps = new Map<string, SurrogateMap>();
  return {
    open(domain) {
      const map = maps.get(domain) ?? createSurrogateMap({ idsOf: idsBy(prf), known: new Map() });
      maps.set(domain, map);
      return map;
    },
  };
}

/** Digests as short texts: one character for a byte. */
export function idsBy(prf: TextPrf): SurrogateMemory['idsOf'] {
  return (values) => {
    const all = prf(values);
    return values.map((_, i) =>
      String.fromCharCode(...all.subarray(PRF_BYTES * i, PRF_BYTES * (i + 1))),
    );
  };
}
