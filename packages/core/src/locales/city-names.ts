import type { Locale } from './locale.ts';
import { OWN_CITIES } from './own-regions.ts';
import { type Pattern, patternRefs } from './pattern.ts';
import { hashText } from './romanise.ts';

/** Most names a gazetteer gets. */
const MOST_CITIES = 2048;
/** A language with fewer names of its own has some put together from a city and a family name. */
const FEWEST_CITIES = 64;
/** Draws without a new name after which a language counts as used up. */
const PATIENCE = 4096;

/** Scripts that put words side by side without blank or hyphen. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Kana}\p{Script=Thai}]/u;

/**
 * Different city names made from the locale's patterns: a power of two, 64 to 2,048 of them, or 16 where
 * neither cities nor family names are known. The same locale gives the same names.
 */
export function cityNames(locale: Locale): readonly string[] {
  const names = new Set(OWN_CITIES[locale.code] ?? inventedNames(locale));
  // A family name in another language's script would be no name at all.
  const canExtend = !locale.inherits('person.last_name');
  if (names.size < FEWEST_CITIES && canExtend) addCompounds(names, locale);
  return [...names].slice(0, 2 ** Math.floor(Math.log2(names.size)));
}

function inventedNames(locale: Locale): ReadonlySet<string> {
  const names = new Set<string>();
  const patterns = locale
    .patterns('location.city_pattern')
    .filter((pattern) => patternRefs(pattern).every((ref) => locale.words(ref).length > 0));
  const salt = hashText(locale.code);
  let unsuccessful = 0;
  for (let draw = 0; names.size < MOST_CITIES && unsuccessful < PATIENCE; draw++) {
    const name = write(locale, patterns, mix(draw, salt));
    unsuccessful = name === '' || names.has(name) ? unsuccessful + 1 : 0;
    if (name !== '') names.add(name);
  }
  return names;
}

function write(locale: Locale, patterns: readonly Pattern[], random: number): string {
  let state = random;
  const pick = <Item>(items: readonly Item[]): Item | undefined => {
    state = mix(state, 0x5bd1e995);
    return items[state % items.length];
  };
  const parts = pick(patterns)?.parts ?? [];
  const text = parts.map((part) =>
    'literal' in part ? part.literal : pick(locale.words(part.ref)),
  );
  return text.join('').replace(/\s+/g, ' ').trim();
}

function addCompounds(names: Set<string>, locale: Locale): void {
  const salt = hashText(`${locale.code}/compounds`);
  const cities = [...names];
  const families = locale.words('person.lastName');
  for (let draw = 0; names.size < FEWEST_CITIES; draw++) {
    const city = cities[draw % cities.length] ?? '';
    const family = families[mix(draw, salt) % families.length] ?? '';
    names.add(`${city}${UNSPACED.test(city) ? '' : '-'}${family}`);
  }
}

/** Two rounds of the 32-bit finaliser of MurmurHash3 (A. Appleby, public domain) over a counter and a salt. */
export function mix(counter: number, salt: number): number {
  let word = counter ^ salt;
  for (let round = 0; round < 2; round++) {
    word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    word = (word ^ (word >>> 16)) + 0x9e3779b9;
  }
  return word >>> 0;
}
