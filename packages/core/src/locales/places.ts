import { cityNames, mix } from './city-names.ts';
import { countryOf } from './country.ts';
import type { Locale } from './locale.ts';
import { type PostcodeZone, postcodeZones } from './region.ts';
import { hashText } from './romanise.ts';

/**
 * A made-up gazetteer of one country. The lists run in parallel: place `p` is the city `city[p]`, in the
 * state `state[p]`. Cities are put together from name parts, so a city may bear a real name but lies where
 * a hash put it.
 */
export interface Places {
  /** A power of two from 16 to 2,048. */
  readonly count: number;
  /** No name twice. */
  readonly city: readonly string[];
  readonly state: readonly string[];
  /** Official abbreviation where the locale has them, else one made of the state's letters. */
  readonly stateCode: readonly string[];
  /** `#` is a digit to fill in, everything else stands as it is; empty where the country has no post codes. */
  readonly postcode: readonly string[];
  /** Degrees, WGS 84, four decimals (11 m). */
  readonly latitude: readonly number[];
  readonly longitude: readonly number[];
  /** In the locale's language. */
  readonly country: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
}

const known = new WeakMap<Locale, Places>();

/** The gazetteer of a locale: the same places for every run and every seed. */
export function places(locale: Locale): Places {
  const found = known.get(locale);
  if (found) return found;
  const made = makePlaces(locale);
  known.set(locale, made);
  return made;
}

function makePlaces(locale: Locale): Places {
  const zones = postcodeZones(locale);
  const salt = hashText(`${locale.code}/places`);
  const city = cityNames(locale);
  const located = city.map((_, place) => locate(zones, mix(place, salt)));
  const country = countryOf(locale.code);
  return Object.freeze({
    count: city.length,
    city,
    state: located.map((place) => place.state),
    stateCode: located.map((place) => place.stateCode),
    postcode: located.map((place) => place.postcode),
    latitude: located.map((place) => place.latitude),
    longitude: located.map((place) => place.longitude),
    country: country.name,
    countryCode: country.code,
  });
}

function locate(zones: readonly PostcodeZone[], random: number) {
  const zone = zones[random % zones.length];
  if (!zone) throw new RangeError('a locale without regions: postcodeZones gives one at least');
  const [south, west, north, east] = zone.region.box;
  return {
    state: zone.region.name,
    stateCode: zone.region.code,
    postcode: settle(zone.pattern, random),
    latitude: between(south, north, mix(random, 1)),
    longitude: between(west, east, mix(random, 2)),
  };
}

function between(low: number, high: number, random: number): number {
  return Math.round((low + (random / 2 ** 32) * (high - low)) * 1e4) / 1e4;
}

/** Letters that both the inward codes of Royal Mail (no C I K M O V) and Canada Post (no D F I O Q U) use. */
const LETTERS = 'ABEGHJLNPRSTWXYZ';
const DIGITS = '0123456789';

/** Fixes a place's letters, and its first digit (never 0) where three or more are open. */
function settle(pattern: string, random: number): string {
  const digits = pattern.split('#').length - 1;
  const settled = digits >= 3 ? pattern.replace('#', String((random % 9) + 1)) : pattern;
  let state = random;
  return settled.replace(/[?*]/g, (symbol) => {
    state = mix(state, 3);
    const choices = symbol === '?' ? LETTERS : LETTERS + DIGITS;
    return choices[state % choices.length] ?? symbol;
  });
}

/** Country names and codes of the whole world, for free picks. The lists do not run in parallel. */
export interface CountryLists {
  /** In the locale's language, where it has them. */
  readonly names: readonly string[];
  /** ISO 3166-1. */
  readonly alpha2: readonly string[];
  readonly alpha3: readonly string[];
}

export function countryLists(locale: Locale): CountryLists {
  return {
    names: locale.list('location.country'),
    alpha2: locale.list('location.country_code.alpha2'),
    alpha3: locale.list('location.country_code.alpha3'),
  };
}
