import { z } from 'zod';
import { tokenCells } from '../batch/token-cells.ts';
import { defineStrategy } from '../define.ts';
import { BITS_PER_CHARACTER, encodeText, encodeUuid } from '../encode-text.ts';
import { KEYED } from '../family-properties.ts';
import { maskDistinct } from '../mask-each.ts';
import { SPELLINGS, type SpellingName } from '../token-spelling.ts';

const DIGEST_BYTES = 32;

/** Bits from which on a collision among a million values has odds below 10^-6 (birthday bound). */
const INJECTIVE_BITS = 60;

const DEFAULT_LENGTH = 32;
const UUID_LENGTH = 36;
/** Bits of a UUID beside its version and variant. */
const UUID_BITS = 122;

const OPTIONS = z
  .strictObject({
    length: z.int().min(8).max(64).default(DEFAULT_LENGTH).describe('Characters of the token.'),
    encoding: z
      .enum(['hex', 'base32', 'base64url', 'uuid8'])
      .default('hex')
      .describe('How it is written; uuid8 is a UUID of version 8, whatever the length.'),
    normalise: z
      .enum(Object.keys(SPELLINGS) as [SpellingName, ...SpellingName[]])
      .default('none')
      .describe('Spellings that are one value: those of e-mail addresses, phone numbers, names …'),
  })
  .refine(({ length, encoding }) => encoding !== 'uuid8' || length === DEFAULT_LENGTH, {
    path: ['length'],
    error: 'a UUID has a length of its own: leave length out',
  });

type Options = z.output<typeof OPTIONS>;

/**
 * Replaces every value by a keyed token, so that the same value can still be joined and counted.
 *
 * Shape: `length` characters of lower-case hex, lower-case base32 or base64url (RFC 4648), 32 hex by default; or a UUID
 * of version 8 (RFC 9562).
 * Source: HMAC-SHA-256 (RFC 2104) of the value exactly as it is: `A` and `a` differ, as keys do. With `normalise`, of
 * the form that its spellings share.
 * Unique: b bits collide among n values with odds n^2 / 2^(b+1): for a million values 10^-27 at 128 bits
 * (the default), 4 * 10^-7 at 60, one in two at 40.
 */
export const hashHmac = defineStrategy({
  name: 'hash.hmac',
  summary: 'Replaces the values by keyed tokens; equal values get equal tokens in every table.',
  options: OPTIONS,
  properties: { ...KEYED, injective: true },
  // Spellings that are one value have one token, which a unique column may not take.
  adjust: (options) => ({
    injective: options.normalise === 'none' && bitsOf(options) >= INJECTIVE_BITS,
  }),
  width: ({ length, encoding }) => (encoding === 'uuid8' ? UUID_LENGTH : length),
  // PostgreSQL reads 32 hexadecimal digits as a UUID.
  fits: ({ length, encoding }, sourceType) =>
    sourceType === 'uuid' && (encoding === 'uuid8' || (encoding === 'hex' && length === 32)),
  create(options, { key }) {
    const spelling = SPELLINGS[options.normalise];
    const first = key.digests('hash.hmac');
    // Long tokens in a dense encoding take more than the 256 bits of one digest.
    const second = key.digests('hash.hmac/2');
    const needsSecond = bitsOf(options) > 256;
    const hash = (values: readonly string[]): string[] => {
      const spelled = options.normalise === 'none' ? values : values.map(spelling);
      const digests = needsSecond ? [first(spelled), second(spelled)] : [first(spelled)];
      return values.map((_, i) => {
        const parts = digests.map((all) => all.subarray(DIGEST_BYTES * i, DIGEST_BYTES * (i + 1)));
        return writeToken(joined(parts), options);
      });
    };
    return maskDistinct((values) => {
      const again = (value: string): string => hash([`${value}/`])[0] as string;
      return hash(values).map((token, i) => (token === values[i] ? again(token) : token));
    });
  },
  columns({ length, encoding, normalise }, { key }) {
    if (encoding === 'uuid8' || normalise !== 'none') return undefined;
    if (length * BITS_PER_CHARACTER[encoding] > 256) return undefined;
    return tokenCells({ length, encoding, use: 'hash.hmac' }, key);
  },
});

function bitsOf({ length, encoding }: Options): number {
  return encoding === 'uuid8' ? UUID_BITS : length * BITS_PER_CHARACTER[encoding];
}

function writeToken(bytes: Uint8Array, { length, encoding }: Options): string {
  return encoding === 'uuid8' ? encodeUuid(bytes, 8) : encodeText(bytes, encoding, length);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return parts.length === 1 && only !== undefined
    ? only
    : Uint8Array.from(parts.flatMap((part) => [...part]));
}
