import { type Box, boxOf, countryOf } from './country.ts';
import type { Locale } from './locale.ts';
import {
  CANADIAN_PROVINCES,
  type NorthAmericanRegion,
  US_STATES,
} from './north-american-regions.ts';
import { OWN_REGION_CODES, OWN_REGIONS } from './own-regions.ts';
import { areaPatterns, countryPattern } from './postcode-areas.ts';
import { romanise } from './romanise.ts';

/** A state, province, county or whatever a country calls its parts. */
export interface Region {
  readonly name: string;
  readonly code: string;
  readonly box: Box;
}

/**
 * A region together with one kind of post code used there: `#` is a digit, `?` a letter, `*` either, the
 * rest stands as it is; empty where the country has no post codes.
 */
export interface PostcodeZone {
  readonly region: Region;
  readonly pattern: string;
}

/**
 * Every zone of a locale's country. A region with many zones (a state with many ZIP prefixes) gets as many
 * more places.
 */
export function postcodeZones(locale: Locale): readonly PostcodeZone[] {
  const country = countryOf(locale.code).code;
  if (country === 'US') return US_STATES.flatMap(zipZones);
  if (country === 'CA') {
    const french = locale.code.startsWith('fr');
    return CANADIAN_PROVINCES.flatMap((province) => canadianZones(province, french));
  }
  const regions = regionsOf(locale);
  const patterns = postcodePatterns(locale, country);
  const areas = regions.map((region) => areaPatterns(country, region.code, patterns));
  if (areas.every((area) => area !== undefined)) {
    return regions.flatMap((region, at) =>
      (areas[at] ?? []).map((pattern) => ({ region, pattern })),
    );
  }
  // With patterns enough they are dealt out, so that no two regions share one.
  if (patterns.length >= regions.length) {
    return patterns.flatMap((pattern, at) => zone(regions[at % regions.length], pattern));
  }
  return regions.flatMap((region, at) =>
    patterns.flatMap((pattern) => zone(region, withRegionDigit(pattern, at))),
  );
}

function postcodePatterns(locale: Locale, country: string): readonly string[] {
  const path = 'location.postcode';
  if (!locale.has(path)) return [''];
  return locale.inherits(path) ? [countryPattern(country)] : locale.list(path);
}

function zone(region: Region | undefined, pattern: string): PostcodeZone[] {
  return region ? [{ region, pattern }] : [];
}

/** Post codes of one region begin alike: its number takes the place of the first digit, never 0. */
function withRegionDigit(pattern: string, region: number): string {
  const digits = pattern.split('#').length - 1;
  return digits >= 3 ? pattern.replace('#', String((region % 9) + 1)) : pattern;
}

function zipZones(state: NorthAmericanRegion): PostcodeZone[] {
  if (typeof state.postcodes === 'string') return [];
  const region = { name: state.names[0] ?? state.code, code: state.code, box: state.box };
  return state.postcodes.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, at) => ({
      region,
      pattern: `${String(first + at).padStart(3, '0')}##`,
    })),
  );
}

function canadianZones(province: NorthAmericanRegion, french: boolean): PostcodeZone[] {
  if (typeof province.postcodes !== 'string') return [];
  const [english = province.code, other = english] = province.names;
  const region = { name: french ? other : english, code: province.code, box: province.box };
  return [...province.postcodes].map((letter) => ({ region, pattern: `${letter}#? #?#` }));
}

/** Regions outside North America: they share the box of their country. */
function regionsOf(locale: Locale): readonly Region[] {
  const names = regionNames(locale);
  const codes = regionCodes(locale, names);
  const box = boxOf(locale.code);
  return names.map((name, at) => ({ name, code: codes[at] ?? '', box }));
}

function regionNames(locale: Locale): readonly string[] {
  const own = Object.hasOwn(OWN_REGIONS, locale.code) ? OWN_REGIONS[locale.code] : undefined;
  if (own) return own;
  const lists = ['location.state', 'location.county'];
  const list = lists.find((path) => locale.has(path) && !locale.inherits(path));
  return list ? locale.list(list) : [countryOf(locale.code).name];
}

/** Official abbreviations where they run in parallel to the names, else made of the names' letters. */
function regionCodes(locale: Locale, names: readonly string[]): readonly string[] {
  const path = 'location.state_abbr';
  const own = OWN_REGION_CODES[locale.code];
  const listed = locale.has(path) && !locale.inherits(path) ? locale.list(path) : undefined;
  const codes = own ?? listed;
  return codes?.length === names.length ? codes : inventedCodes(names);
}

/** Shortest unused beginning of two letters or more, else the region's number. */
function inventedCodes(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, at) => {
    const letters = romanise(name).replace(/[0-9]/g, '').toUpperCase();
    const choices = [2, 3, 4].map((size) => letters.slice(0, size));
    const free = choices.find((choice) => choice.length > 1 && !taken.has(choice));
    const code = free ?? String(at + 1).padStart(2, '0');
    taken.add(code);
    return code;
  });
}
