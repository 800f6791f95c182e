import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { BITS_PER_CHARACTER, encodeText } from '../encode-text.ts';
import { maskEach } from '../mask-each.ts';

/** Bits from which on a collision among a million values has odds below 10^-6 (birthday bound). */
const INJECTIVE_BITS = 60;

/**
 * Replaces every value by a keyed token, so that the same value can still be joined and counted.
 *
 * Shape: `length` characters of lower-case hex, lower-case base32 or base64url (RFC 4648), 32 hex by default.
 * Source: HMAC-SHA-256 (RFC 2104) of the value exactly as it is: `A` and `a` differ, as keys do.
 * Unique: b bits collide among n values with odds n^2 / 2^(b+1): for a million values 10^-27 at 128 bits
 * (the default), 4 * 10^-7 at 60, one in two at 40.
 */
export const hashHmac = defineStrategy({
  name: 'hash.hmac',
  summary: 'Replaces the values by keyed tokens; equal values get equal tokens in every table.',
  options: z.strictObject({
    length: z.int().min(8).max(64).default(32).describe('Characters of the token.'),
    encoding: z.enum(['hex', 'base32', 'base64url']).default('hex').describe('How it is written.'),
  }),
  properties: {
    consistent: true,
    injective: true,
    keyed: true,
    nullSafe: true,
    reveals: 'equality',
  },
  adjust: ({ length, encoding }) => ({
    injective: length * BITS_PER_CHARACTER[encoding] >= INJECTIVE_BITS,
  }),
  width: ({ length }) => length,
  // PostgreSQL reads 32 hexadecimal digits as a UUID.
  fits: ({ length, encoding }, sourceType) =>
    sourceType === 'uuid' && encoding === 'hex' && length === 32,
  create({ length, encoding }, { key }) {
    const first = key.digest('hash.hmac');
    // Long tokens in a dense encoding take more than the 256 bits of one digest.
    const second = key.digest('hash.hmac/2');
    const needsSecond = length * BITS_PER_CHARACTER[encoding] > 256;
    const hash = (value: string): string => {
      const bytes = needsSecond ? [...first(value), ...second(value)] : first(value);
      return encodeText(Uint8Array.from(bytes), encoding, length);
    };
    return maskEach((value) => {
      const token = hash(value);
      return token === value ? hash(`${value}/`) : token;
    });
  },
});
