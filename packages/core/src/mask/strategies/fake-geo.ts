import { z } from 'zod';
import { EMPTY_SEA } from '../../locales/safe-places.ts';
import { defineStrategy } from '../define.ts';
import { adjustBy, BY_OPTION, DRAWN_PROPERTIES, readsBy } from '../drawn-options.ts';
import { maskEachDrawn } from '../mask-drawn.ts';
import { type Draw, drawnNumber } from '../prf-words.ts';

/** Types of PostgreSQL and MySQL that hold a decimal number. */
const NUMBERS = /^(?:numeric|decimal|real|double(?: precision)?|float\d?)\b/i;

/**
 * Replaces coordinates by a place in the sea where nobody lives, around the point farthest from all land.
 *
 * Shape: a number in degrees (WGS 84), or both, `latitude,longitude`, with a blank behind the comma where the value has
 * one; `POINT(longitude latitude)` where the value begins so.
 * Consistent: a pure function of the key and of whose it is: the value of the column `by`, else the value itself. With
 * the same `by`, latitude and longitude of a row are one place.
 * Nothing of the real place is left, so distances mean nothing: `geo.round` keeps them, roughly.
 * Unique: no; five decimals make 10^12 places.
 */
export const fakeGeo = defineStrategy({
  name: 'fake.geo',
  summary: 'Replaces coordinates by places in the open sea, where nobody lives.',
  options: z.strictObject({
    part: z
      .enum(['latitude', 'longitude', 'pair'])
      .default('pair')
      .describe('What the column holds.'),
    decimals: z.int().min(2).max(7).default(5).describe('Decimal places; five are about a metre.'),
    ...BY_OPTION,
  }),
  properties: DRAWN_PROPERTIES,
  adjust: adjustBy,
  reads: readsBy,
  width: ({ part, decimals }) =>
    ({ latitude: 4 + decimals, longitude: 5 + decimals, pair: 10 + 2 * decimals })[part],
  fits: ({ part }, sourceType) => part !== 'pair' && NUMBERS.test(sourceType.trim()),
  create({ part, decimals, by }, context) {
    return maskEachDrawn(context, {
      use: 'fake.geo',
      by,
      write(draw, value) {
        const latitude = degrees(draw, 0, decimals);
        const longitude = degrees(draw, 1, decimals);
        return part === 'pair'
          ? writePair(latitude, longitude, value)
          : { latitude, longitude }[part];
      },
    });
  },
});

const SPANS = [
  [EMPTY_SEA.south, EMPTY_SEA.north],
  [EMPTY_SEA.west, EMPTY_SEA.east],
] as const;

/** Half 0 of the draw is the latitude, half 1 the longitude. */
function degrees(draw: Draw, half: 0 | 1, decimals: number): string {
  const [low, high] = SPANS[half];
  const unit = 10 ** decimals;
  const steps = Number(drawnNumber(draw, (high - low) * unit, half));
  return (low + steps / unit).toFixed(decimals);
}

function writePair(latitude: string, longitude: string, value: string): string {
  if (/^\s*point/i.test(value)) return `POINT(${longitude} ${latitude})`;
  return `${latitude},${/,\s/.test(value) ? ' ' : ''}${longitude}`;
}
