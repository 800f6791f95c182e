import { RequestError } from '../errors.ts';
import { type Pattern, parsePattern, refPath } from './pattern.ts';

export interface WeightedText {
  readonly weight: number;
  readonly value: string;
}

/**
 * The word lists of one locale, each path resolved along the locale's fallbacks as Faker does: a whole
 * entry (`person.first_name`) comes from the first locale of the chain that has it, so that two languages
 * never mix inside one entry.
 *
 * Lists are frozen, in Faker's order, without repeats; every text is well formed, NFC and not empty.
 */
export interface Locale {
  /** Faker's code, e.g. `de_AT`. */
  readonly code: string;
  /** The English locale, whose words stand in where a script cannot be romanised; itself for `en`. */
  readonly english: Locale;
  has(path: string): boolean;
  /** Whether the entry was taken from English because the locale has none of its own. */
  inherits(path: string): boolean;
  /** @throws {@link RequestError} when no locale of the chain has the list, or the locale rules it out. */
  list(path: string): readonly string[];
  /** As `list`, with Faker's weights (1 where it gives none). */
  weighted(path: string): readonly WeightedText[];
  /** As `weighted`, each pattern taken apart. */
  patterns(path: string): readonly Pattern[];
  /**
   * Words that a pattern's reference draws from, e.g. `person.firstName`: the list itself, or what its
   * `female`, `male` and `generic` lists hold together. Empty when there are none.
   */
  words(ref: string): readonly string[];
}

/** Spaces at the edge of these belong to the way the part is joined to its neighbour. */
const JOINED = /(_prefix|_suffix|_infix|building_number)$/;

/** Wraps merged definitions; `english` is absent for English itself. */
export function makeLocale(
  code: string,
  definitions: object,
  english: { readonly locale: Locale; readonly definitions: object } | undefined,
): Locale {
  const weighted = memoize((path) => collect(code, definitions, path));
  const list = memoize((path) => Object.freeze(weighted(path).map((entry) => entry.value)));
  const patterns = memoize((path) =>
    Object.freeze(weighted(path).map((entry) => parsePattern(entry.value, entry.weight))),
  );
  const has = (path: string): boolean => {
    const entries = entriesOf(lookUp(definitions, path));
    return entries.some((entry) => asWeighted(entry).value !== '');
  };
  const words = memoize((ref) => {
    const path = refPath(ref);
    if (has(path)) return list(path);
    const sexes = [`${path}.female`, `${path}.male`, `${path}.generic`].filter(has);
    return Object.freeze([...new Set(sexes.flatMap((sex) => [...list(sex)]))]);
  });
  const locale: Locale = {
    code,
    get english() {
      return english?.locale ?? locale;
    },
    has,
    inherits(path) {
      const own = lookUp(definitions, path);
      return own !== undefined && own === lookUp(english?.definitions, path);
    },
    list,
    weighted,
    patterns,
    words,
  };
  return Object.freeze(locale);
}

function memoize<Value>(compute: (path: string) => Value): (path: string) => Value {
  const known = new Map<string, Value>();
  return (path) => {
    const found = known.get(path);
    if (found !== undefined) return found;
    const value = compute(path);
    known.set(path, value);
    return value;
  };
}

/** Walks to a path; through a list of records it gathers the named field of each. */
function lookUp(definitions: unknown, path: string): unknown {
  let value = definitions;
  for (const key of path.split('.')) {
    if (Array.isArray(value)) value = value.map((record: unknown) => property(record, key));
    else value = property(value, key);
  }
  return value;
}

/** A single text is a list of one. */
function entriesOf(found: unknown): readonly unknown[] {
  if (Array.isArray(found)) return found;
  return typeof found === 'string' ? [found] : [];
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

function collect(code: string, definitions: object, path: string): readonly WeightedText[] {
  const found = lookUp(definitions, path);
  const weights = new Map<string, number>();
  for (const entry of entriesOf(found)) {
    const { weight, value } = asWeighted(entry);
    const text = JOINED.test(path) ? value.normalize() : value.normalize().trim();
    // A repeat must not count twice: Faker's lists are sets.
    if (text !== '' && !/\p{Surrogate}/u.test(text) && !weights.has(text))
      weights.set(text, weight);
  }
  if (weights.size === 0) throw missing(code, path, found);
  return Object.freeze([...weights].map(([value, weight]) => Object.freeze({ weight, value })));
}

function asWeighted(entry: unknown): WeightedText {
  if (typeof entry === 'string') return { weight: 1, value: entry };
  const value = property(entry, 'value');
  const weight = property(entry, 'weight');
  if (typeof value === 'string' && typeof weight === 'number') return { weight, value };
  return { weight: 1, value: typeof entry === 'number' ? String(entry) : '' };
}

function missing(code: string, path: string, found: unknown): RequestError {
  const why = found === null ? `rules out "${path}"` : `has no list "${path}"`;
  return new RequestError([
    {
      path: ['locale'],
      code: 'missing-words',
      message: `locale ${code} ${why}`,
      hint: 'choose another locale for this column, e.g. en',
    },
  ]);
}
