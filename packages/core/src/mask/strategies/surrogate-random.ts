import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { maskBySurrogates } from '../mask-surrogates.ts';
import {
  hasOwnLength,
  OWN_LENGTH,
  SURROGATE_OPTIONS,
  surrogateCapacity,
  surrogateFits,
  surrogateWidth,
} from '../surrogate-format.ts';

/**
 * Replaces every value by a random code that says nothing of it, the same one wherever the value stands in this run.
 *
 * Shape: a UUID of version 4 (RFC 9562), or `length` characters.
 * Consistent: columns of one domain share a map of values and codes, in memory. The map is burned with the run, so that
 * nobody can go back and another run gives other codes; or kept in `masking.vault`, apart from the data and encrypted.
 * Unique: yes; the map gives no code twice. It takes memory for every different value.
 * Source: a code that is not derived from information about the individual is what 45 CFR 164.514(c) allows for
 * re-identification, and 164.514(b)(2)(i)(R) beside it.
 *
 * @throws MaskError when the codes of the length have run out
 */
export const surrogateRandom = defineStrategy({
  name: 'surrogate.random',
  summary:
    'Replaces the values by random codes, from a map that is burned with the run or kept apart.',
  options: z
    .strictObject({
      ...SURROGATE_OPTIONS,
      map: z
        .enum(['burn', 'keep'])
        .default('burn')
        .describe('What becomes of the map: forgotten with the run, or kept in masking.vault.'),
    })
    .refine(hasOwnLength, OWN_LENGTH),
  properties: {
    family: 'random',
    deterministic: false,
    referential: true,
    injective: true,
    reversible: 'no',
    keyed: false,
    nullSafe: true,
    reveals: 'equality',
    leaks: ['frequency', 'nulls'],
  },
  adjust: ({ map }) => (map === 'keep' ? { reversible: 'by map' } : {}),
  surrogates: ({ map }) => map,
  capacity: surrogateCapacity,
  width: surrogateWidth,
  fits: surrogateFits,
  create: ({ format, length, map }, context) =>
    maskBySurrogates(context, { use: 'surrogate.random', format, length, fate: map }),
});
