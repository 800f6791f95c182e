import { z } from 'zod';
import { defineStrategy, type MaskContext } from '../define.ts';
import { encodeText, hyphenate } from '../encode-text.ts';
import { KEYED } from '../family-properties.ts';
import { maskFilled } from '../mask-each.ts';
import { MaskError } from '../mask-error.ts';
import { createUuidPermutation, type UuidPermutation } from '../uuid-permutation.ts';

const BYTES = 16;
const HYPHENATED = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const BARE = /^[\da-f]{32}$/i;

/**
 * Replaces UUIDs by others of the same version and variant, each by one of its own.
 *
 * Shape: lower case, with hyphens where the value has them; `A` and `a` are one UUID. What a UUID says of itself beside
 * its version, such as the time of version 7, is gone. An empty text stays empty.
 * Unique: a permutation of 122 bits, which who has the key can undo.
 * Source: RFC 9562 (UUIDs).
 *
 * @throws MaskError for a value that is no UUID
 */
export const permuteUuid = defineStrategy({
  name: 'permute.uuid',
  summary: 'Replaces UUIDs by other UUIDs of the same version; can be undone with the key.',
  options: z.strictObject({}),
  properties: { ...KEYED, injective: true, reversible: 'by key', permutes: true },
  width: () => 32,
  fits: (_, sourceType) => sourceType.trim().toLowerCase() === 'uuid',
  create: (_, context) => permuteColumn(context, 'encrypt'),
  reverse: (_, context) => permuteColumn(context, 'decrypt'),
});

function permuteColumn(context: MaskContext, way: keyof UuidPermutation) {
  const permutation = createUuidPermutation(context.key.digest('permute.uuid')('key'));
  return maskFilled((values) => {
    const uuids = new Uint8Array(BYTES * values.length);
    for (const [i, value] of values.entries()) uuids.set(readUuid(value, context), BYTES * i);
    permutation[way](uuids);
    return values.map((value, i) =>
      writeUuid(uuids.subarray(BYTES * i, BYTES * (i + 1)), value.includes('-')),
    );
  });
}

function readUuid(value: string, { table, column }: MaskContext): Uint8Array {
  if (!HYPHENATED.test(value) && !BARE.test(value))
    throw new MaskError(
      table,
      column,
      'permute.uuid found a value that is no UUID - use hash.hmac, or fpe.ff1 for other codes',
    );
  const digits = value.replaceAll('-', '');
  return Uint8Array.from({ length: BYTES }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}

function writeUuid(bytes: Uint8Array, hyphens: boolean): string {
  const digits = encodeText(bytes, 'hex', 2 * BYTES);
  return hyphens ? hyphenate(digits) : digits;
}
