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
 * Replaces every value by a random token, and keeps token and value in `masking.vault`: later runs give the same tokens,
 * and who has the vault and the key can go back.
 *
 * Shape: a UUID of version 4 (RFC 9562), or `length` characters.
 * Consistent: columns of one domain share their tokens, in all runs with the vault.
 * Unique: yes; the vault gives no token twice. It is read into memory.
 *
 * @throws MaskError when the tokens of the length have run out
 */
export const tokenVault = defineStrategy({
  name: 'token.vault',
  summary: 'Replaces the values by random tokens that are kept in a vault, apart from the data.',
  options: z.strictObject(SURROGATE_OPTIONS).refine(hasOwnLength, OWN_LENGTH),
  properties: {
    family: 'random',
    deterministic: false,
    referential: true,
    injective: true,
    reversible: 'by map',
    keyed: false,
    nullSafe: true,
    reveals: 'equality',
    leaks: ['frequency', 'nulls'],
  },
  surrogates: () => 'keep',
  capacity: surrogateCapacity,
  width: surrogateWidth,
  fits: surrogateFits,
  create: ({ format, length }, context) =>
    maskBySurrogates(context, { use: 'token.vault', format, length, fate: 'keep' }),
});
