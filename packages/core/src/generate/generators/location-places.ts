import { z } from 'zod';
import { countryLists, places } from '../../locales/places.ts';
import { constantText, gather } from '../../program/text-steps.ts';
import { COORDINATE_SCALE, coordinate } from '../coordinate.ts';
import { defineGenerator } from '../define.ts';
import { wordPart } from '../digit-text.ts';
import { placeLists, placeText, postcodeText, SAME_PLACE } from '../place.ts';

const STRING = { kind: 'string' } as const;
const DEGREES = { kind: 'decimal', scale: COORDINATE_SCALE } as const;

/**
 * City of the row's place. City, state, post code, coordinates and country of a row belong together.
 *
 * Unique: up to the number of cities of the locale, 2,048 at most; a unique column has cities of its own,
 * which the other columns of the row do not follow.
 */
export const city = defineGenerator({
  name: 'location.city',
  summary: 'City of the place of the row.',
  options: z.strictObject({ ...SAME_PLACE }),
  unique: 'choices',
  compile: (cells, { entity }) => ({
    type: STRING,
    register: placeText(cells, entity, ({ city: list }) => list),
  }),
});

/**
 * State, province or county of the row's place.
 *
 * Unique: up to the number of states of the locale; as {@link city}.
 */
export const state = defineGenerator({
  name: 'location.state',
  summary: 'State or province of the place of the row.',
  options: z.strictObject({
    abbreviated: z.boolean().default(false).describe('Write its code, e.g. CA for California.'),
    ...SAME_PLACE,
  }),
  unique: 'choices',
  compile(cells, { abbreviated, entity }) {
    if (!cells.unique) {
      return {
        type: STRING,
        register: placeText(cells, entity, (list) => (abbreviated ? list.stateCode : list.state)),
      };
    }
    const { states, stateCodes } = placeLists(cells.locale);
    return { type: STRING, register: wordPart(cells, 'state', abbreviated ? stateCodes : states) };
  },
});

/**
 * Post code of the row's place; empty where the country has none (Hong Kong).
 *
 * Unique: never.
 */
export const postcode = defineGenerator({
  name: 'location.postcode',
  summary: 'Post code of the place of the row.',
  options: z.strictObject({ ...SAME_PLACE }),
  unique: 'never',
  compile: (cells, { entity }) => ({ type: STRING, register: postcodeText(cells, entity) }),
});

/** Faker's name for it. */
export const zipCode = defineGenerator({ ...postcode, name: 'location.zipCode' });

/**
 * Latitude near the row's place, in degrees north (WGS 84).
 *
 * Shape: decimal of four decimals.
 * Unique: never.
 */
export const latitude = defineGenerator({
  name: 'location.latitude',
  summary: 'Latitude near the place of the row.',
  options: z.strictObject({ ...SAME_PLACE }),
  unique: 'never',
  compile: (cells, { entity }) => ({
    type: DEGREES,
    register: coordinate(cells, entity, 'latitude'),
  }),
});

/**
 * Longitude near the row's place, in degrees east (WGS 84).
 *
 * Shape: decimal of four decimals.
 * Unique: never.
 */
export const longitude = defineGenerator({
  name: 'location.longitude',
  summary: 'Longitude near the place of the row.',
  options: z.strictObject({ ...SAME_PLACE }),
  unique: 'never',
  compile: (cells, { entity }) => ({
    type: DEGREES,
    register: coordinate(cells, entity, 'longitude'),
  }),
});

const from = z
  .enum(['place', 'any'])
  .default('place')
  .describe(
    "place: the country that the row's city lies in, that of the locale; any: any country of the world.",
  );

/**
 * Country of the row's place, in the language of the locale; with `from: any`, any country, which the other
 * columns of the row do not follow.
 *
 * Unique: every country once, with `from: any`.
 */
export const country = defineGenerator({
  name: 'location.country',
  summary: 'Country of the place of the row, or any.',
  options: z.strictObject({ from }),
  unique: 'choices',
  compile(cells, options) {
    const { program, locale } = cells;
    if (options.from === 'place')
      return { type: STRING, register: constantText(program, places(locale).country) };
    const { names } = countryLists(locale);
    return {
      type: STRING,
      register: gather(program, cells.choose('country', names.length), names),
    };
  },
});

/**
 * Country code of the row's place; with `from: any`, of any country, not the one of another column.
 *
 * Unique: every code once, with `from: any`.
 * Source: ISO 3166-1 alpha-2.
 */
export const countryCode = defineGenerator({
  name: 'location.countryCode',
  summary: 'Country code of the place of the row, or any.',
  options: z.strictObject({ from }),
  unique: 'choices',
  compile(cells, options) {
    const { program, locale } = cells;
    if (options.from === 'place')
      return { type: STRING, register: constantText(program, places(locale).countryCode) };
    const { alpha2 } = countryLists(locale);
    return {
      type: STRING,
      register: gather(program, cells.choose('country', alpha2.length), alpha2),
    };
  },
});
