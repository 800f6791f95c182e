import { z } from 'zod';
import { defineGenerator } from '../define.ts';
import { SAME_PLACE } from '../place.ts';
import { houseNumberText, streetAddressText, streetText } from '../street.ts';

const STRING = { kind: 'string' } as const;

/**
 * Name of the street of the row's place, made as the locale makes them; it need not exist in the city.
 *
 * Unique: every street of one form of the locale once, of those that can be told apart.
 */
export const street = defineGenerator({
  name: 'location.street',
  summary: 'Street of the place of the row, without a number.',
  options: z.strictObject({ ...SAME_PLACE }),
  unique: 'choices',
  compile: (cells, { entity }) => ({ type: STRING, register: streetText(cells, entity) }),
});

/**
 * Street and house number of the row's place, in the order of the locale.
 *
 * Unique: never.
 */
export const streetAddress = defineGenerator({
  name: 'location.streetAddress',
  summary: 'Street and house number of the place of the row.',
  options: z.strictObject({ ...SAME_PLACE }),
  unique: 'never',
  compile: (cells, { entity }) => ({ type: STRING, register: streetAddressText(cells, entity) }),
});

/**
 * House number of the row's place, the same as in its street address.
 *
 * Unique: never.
 */
export const buildingNumber = defineGenerator({
  name: 'location.buildingNumber',
  summary: 'House number of the place of the row.',
  options: z.strictObject({ ...SAME_PLACE }),
  unique: 'never',
  compile: (cells, { entity }) => ({
    type: STRING,
    register: houseNumberText(cells, entity, { alone: true }),
  }),
});
