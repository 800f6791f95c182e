import { z } from 'zod';
import { fitNumber, isNumberType } from '../column-types.ts';
import { decimalOf, parseDecimal, roundToStep, withScale, writeDecimal } from '../decimal.ts';
import { defineStrategy, type MaskContext } from '../define.ts';
import { GENERALISED } from '../family-properties.ts';
import { MaskError } from '../mask-error.ts';
import { maskRows } from '../mask-rows.ts';

/** Kilometres of a degree along a meridian: 40,007.86 km (WGS 84) over 360 degrees. */
const KM_PER_DEGREE = 111.13;
/** Eleven metres: finer than any grid. */
const GRID_PLACES = 4;
const NUMBER = /[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;
const POINT = /^[\s,;()\d.eE+-]+$/;

/**
 * Rounds latitudes and longitudes, to some decimals or to a grid of kilometres.
 *
 * Shape: a number of degrees, or a point of two as it is written: `52.52, 13.40`, `(13.40,52.52)`. One decimal is a cell
 * of 11 km, two of 1.1 km. Cells of a grid get narrower from west to east with the distance from the equator.
 * HIPAA: geocodes below a state are identifiers at any precision (45 CFR 164.514(b)(2)(i)(B)): it earns no Safe Harbor.
 *
 * @throws MaskError for a value that is neither.
 */
export const geoRound = defineStrategy({
  name: 'geo.round',
  summary: 'Rounds latitudes and longitudes to some decimals or to a grid of kilometres.',
  options: z
    .strictObject({
      decimals: z
        .int()
        .min(0)
        .max(6)
        .optional()
        .describe('Digits after the point; 1 where neither it nor gridKm is given.'),
      gridKm: z.number().min(0.1).max(1000).optional().describe('Size of the cells of a grid.'),
    })
    .refine(({ decimals, gridKm }) => decimals === undefined || gridKm === undefined, {
      path: ['gridKm'],
      message: 'leave out one of decimals and gridKm',
    }),
  properties: GENERALISED,
  fits: (_, sourceType) => isNumberType(sourceType) || sourceType === 'point',
  create({ decimals = 1, gridKm }, context) {
    const step = gridKm === undefined ? undefined : decimalOf(gridKm / KM_PER_DEGREE);
    const roundOne = (text: string): string => {
      const number = parseDecimal(text) ?? refuse(context);
      const rounded =
        step === undefined
          ? withScale(number, decimals)
          : withScale(roundToStep(number, step), GRID_PLACES);
      return writeDecimal(fitNumber(rounded, context.sourceType));
    };
    return maskRows(() => (value) => {
      const count = value.match(NUMBER)?.length ?? 0;
      return POINT.test(value) && (count === 1 || count === 2)
        ? value.replace(NUMBER, roundOne)
        : refuse(context);
    });
  },
});

function refuse({ table, column }: MaskContext): never {
  throw new MaskError(
    table,
    column,
    'a value is no latitude or longitude such as 52.5200, nor a point such as (13.40,52.52) - mask the column by another strategy',
  );
}
