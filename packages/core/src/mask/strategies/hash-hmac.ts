import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { BITS_PER_CHARACTER, encodeText } from '../encode-text.ts';
import { maskDistinct } from '../mask-each.ts';

const DIGEST_BYTES = 32;

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
    family: 'keyed',
    deterministic: true,
    referential: true,
    injective: true,
    reversible: 'no',
    keyed: true,
    nullSafe: true,
    reveals: 'equality',
    leaks: ['frequency', 'nulls'],
  },
  adjust: ({ length, encoding }) => ({
    injective: length * BITS_PER_CHARACTER[encoding] >= INJECTIVE_BITS,
  }),
  width: ({ length }) => length,
  // PostgreSQL reads 32 hexadecimal digits as a UUID.
  fits: ({ length, encoding }, sourceType) =>
    sourceType === 'uuid' && encoding === 'hex' && length === 32,
  create({ length, encoding }, { key }) {
    const first = key.digests('hash.hmac');
    // Long tokens in a dense encoding take more than the 256 bits of one digest.
    const second = key.digests('hash.hmac/2');
    const needsSecond = length * BITS_PER_CHARACTER[encoding] > 256;
    const hash = (values: readonly string[]): string[] => {
      const digests = needsSecond ? [first(values), second(values)] : [first(values)];
      return values.map((_, i) => {
        const parts = digests.map((all) => all.subarray(DIGEST_BYTES * i, DIGEST_BYTES * (i + 1)));
        return encodeText(joined(parts), encoding, length);
      });
    };
    return maskDistinct((values) => {
      const again = (value: string): string => hash([`${value}/`])[0] as string;
      return hash(values).map((token, i) => (token === values[i] ? again(token) : token));
    });
  },
});

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return parts.length === 1 && only !== undefined
    ? only
    : Uint8Array.from(parts.flatMap((part) => [...part]));
}
