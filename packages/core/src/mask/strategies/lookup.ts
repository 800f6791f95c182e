import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { KEYED } from '../family-properties.ts';
import { maskEachDrawn } from '../mask-drawn.ts';
import { normaliseIdentity } from '../normalise.ts';
import { type Draw, drawnNumber } from '../prf-words.ts';

const OPTIONS = z
  .strictObject({
    list: z
      .array(z.string().min(1))
      .min(2)
      .max(100_000)
      .describe('Texts that masks are taken from; two at least.'),
    weights: z
      .array(z.number().positive())
      .optional()
      .describe('How often each of them is taken, beside the others; all alike unless given.'),
  })
  .refine(({ list }) => new Set(list.map(normaliseIdentity)).size === list.length, {
    path: ['list'],
    error: 'write each text once',
  })
  .refine(({ list, weights = list }) => weights.length === list.length, {
    path: ['weights'],
    error: 'give one weight for each text of the list',
  });

/** Shares of a whole are told apart to this many parts: the exact numbers of 64-bit floats. */
const PARTS = 2 ** 53;

/**
 * Replaces every value by one of a list, always the same one for the same value.
 *
 * Shape: a text of `list`, never the value itself in any spelling; with `weights`, some more often than others.
 * Consistent: it follows from the key and the value without regard to case and blanks around it. Empty stays empty.
 * Unique: no; as many values as the list is long, and they begin to collide long before.
 */
export const lookup = defineStrategy({
  name: 'lookup',
  summary: 'Replaces the values by texts of a list; equal values get equal texts.',
  options: OPTIONS,
  properties: KEYED,
  capacity: ({ list }) => list.length,
  width: ({ list }) => list.reduce((most, text) => Math.max(most, Array.from(text).length), 0),
  // Texts of the list are as good or bad for a database type as a constant is.
  fits: () => true,
  create({ list, weights }, context) {
    const bounds = boundsOf(weights ?? list.map(() => 1));
    return maskEachDrawn(context, {
      use: 'lookup',
      write: (draw) => list[placeOf(bounds, shareOf(draw))] as string,
    });
  },
});

/** Where the share of each text ends, of 1 in all. */
function boundsOf(weights: readonly number[]): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return Float64Array.from(weights, (weight) => {
    sum += weight;
    return sum / total;
  });
}

/** A number from 0 to less than 1. */
const shareOf = (draw: Draw): number => Number(drawnNumber(draw, PARTS)) / PARTS;

/** Number of the first bound above a share, by halving. */
function placeOf(bounds: Float64Array, share: number): number {
  let [from, to] = [0, bounds.length - 1];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((bounds[middle] as number) > share) to = middle;
    else from = middle + 1;
  }
  return from;
}
