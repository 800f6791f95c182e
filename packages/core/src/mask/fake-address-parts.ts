import type { Locale } from '../locales/locale.ts';
import { type Places, places } from '../locales/places.ts';
import { postcodeZones } from '../locales/region.ts';
import { normaliseIdentity } from './normalise.ts';
import type { Draw } from './prf-words.ts';
import { type Choices, choicesOf, writePhrase } from './write-phrase.ts';

/** What can be said of an address. */
export const ADDRESS_PARTS = [
  'full',
  'street',
  'secondary',
  'city',
  'region',
  'regionCode',
  'zip',
  'country',
  'countryCode',
] as const;
export type AddressPart = (typeof ADDRESS_PARTS)[number];

/** An address that nobody lives at, as far as words put together at random can be that. */
export interface FakeAddress {
  readonly street: string;
  /** Apartment, floor or room. */
  readonly secondary: string;
  readonly city: string;
  readonly region: string;
  readonly regionCode: string;
  readonly zip: string;
  readonly country: string;
  readonly countryCode: string;
}

/** What of the real address is to stay: the region, or the first three characters of the post code. */
export interface KeptPlace {
  readonly region?: string | undefined;
  readonly zip?: string | undefined;
}

/** Characters at the start of a post code that name an area. */
const ZIP_AREA = 3;

/** Draws addresses with the words of a locale. Places keep city, region and post code together. */
export function createAddresses(lists: Locale): (draw: Draw, kept: KeptPlace) => FakeAddress {
  const all = places(lists);
  const everywhere = Array.from({ length: all.count }, (_, place) => place);
  const inRegion = placesBy(all, (place) => [all.state[place] ?? '', all.stateCode[place] ?? '']);
  const inArea = placesBy(all, (place) => [zipArea(all.postcode[place] ?? '')]);
  const regionOf = new Map(
    postcodeZones(lists).map(({ region, pattern }) => [areaOf(pattern, ''), region.name]),
  );
  const nearArea = (area: string): readonly number[] | undefined =>
    inArea.get(area) ?? inRegion.get(normaliseIdentity(regionOf.get(area) ?? ''));
  return (draw, { region, zip }) => {
    const choices = choicesOf(draw);
    const area = zip === undefined ? '' : areaOf(zip, all.countryCode);
    const near =
      nearArea(area) ??
      (region === undefined ? undefined : inRegion.get(normaliseIdentity(region))) ??
      everywhere;
    const place = choices.pick(near) ?? 0;
    return {
      city: all.city[place] ?? '',
      region: all.state[place] ?? '',
      regionCode: all.stateCode[place] ?? '',
      zip: withStart(choices.fill(all.postcode[place] ?? ''), area.toUpperCase()),
      street: writeStreet(choices, lists),
      secondary: choices.fill(writePhrase(choices, lists, 'location.secondary_address')),
      country: all.country,
      countryCode: all.countryCode,
    };
  };
}

/** Part of an address as text; the country by its code where the value is one. */
export function writeAddress(address: FakeAddress, part: AddressPart, value: string): string {
  if (part === 'full') return writeFull(address);
  if (part === 'zip') return address.zip + plusFour(address, value);
  if (part === 'country' && /^\s*[A-Z]{2}\s*$/.test(value)) return address.countryCode;
  return address[part];
}

/** `12 Kutch Road, Aurora, IL 60502` in North America and Australia, else `Gartenweg 3, 80331 Aurora`. */
function writeFull({ street, city, regionCode, zip, countryCode }: FakeAddress): string {
  const isBehind = ['US', 'CA', 'AU'].includes(countryCode);
  const place = isBehind ? `${city}, ${regionCode} ${zip}` : `${zip} ${city}`;
  return `${street}, ${place.trim()}`;
}

/** Four digits more where a ZIP code has them; taken from the house number, so that they follow from the draw. */
function plusFour({ street, zip }: FakeAddress, value: string): string {
  if (!/^\s*\d{5}-\d{4}\s*$/.test(value) || !/^\d{5}$/.test(zip)) return '';
  return `-${`${street.replace(/\D/g, '')}0000`.slice(0, 4)}`;
}

function writeStreet(choices: Choices, lists: Locale): string {
  const path = 'location.street_address.normal';
  const [pattern] = (lists.has(path) ? lists : lists.english).patterns(path);
  const parts = (pattern?.parts ?? []).map((part) => {
    if ('literal' in part) return part.literal;
    return part.ref === 'location.street'
      ? writePhrase(choices, lists, 'location.street_pattern')
      : houseNumber(choices, lists);
  });
  return parts.join('').replace(/\s+/g, ' ').trim();
}

/** The first digit is never 0. */
function houseNumber(choices: Choices, lists: Locale): string {
  const path = 'location.building_number';
  const form = choices.pick((lists.has(path) ? lists : lists.english).list(path)) ?? '#';
  return choices.fill(form.replace('#', `${1 + choices.number(9)}`));
}

/** The post code with other letters and digits at its start. */
function withStart(zip: string, start: string): string {
  let next = 0;
  return zip.replace(/[\p{L}\p{N}]/gu, (one) => start[next++] ?? one);
}

/** Numbers lose the zeros in front, which five digits bring back. */
function areaOf(zip: string, countryCode: string): string {
  const trimmed = zip.trim();
  const isShort = countryCode === 'US' && /^\d{3,4}$/.test(trimmed);
  return normaliseIdentity(zipArea(isShort ? trimmed.padStart(5, '0') : trimmed));
}

function zipArea(zip: string): string {
  return zip.replace(/[\s-]/g, '').slice(0, ZIP_AREA);
}

function placesBy(
  { count }: Places,
  names: (place: number) => readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (let place = 0; place < count; place++) {
    for (const name of new Set(names(place).map(normaliseIdentity))) {
      const there = found.get(name) ?? [];
      there.push(place);
      found.set(name, there);
    }
  }
  return found;
}
