import { z } from 'zod';
import { createRandomSeal, createSyntheticSeal, SALT_BYTES, type Seal } from '../cipher.ts';
import { defineStrategy, type MaskContext } from '../define.ts';
import { encodeText } from '../encode-text.ts';
import { KEYED } from '../family-properties.ts';
import { maskDistinct } from '../mask-each.ts';
import { MaskError } from '../mask-error.ts';

const OPTIONS = z.strictObject({
  mode: z
    .enum(['siv', 'gcm'])
    .default('siv')
    .describe('siv: equal values have equal masks and still join; gcm: every mask is another.'),
});

type Options = z.output<typeof OPTIONS>;

/** Bytes beside those of the value: a synthetic vector, or a nonce and a tag. */
const OVERHEAD = { siv: 16, gcm: 28 } as const;

/**
 * Encrypts the values, for who has the key to read them again.
 *
 * Shape: base64url (RFC 4648) of 16 bytes more than the value has in UTF-8, of 28 with `mode: gcm`.
 * Unique: yes, of different values.
 * Source: AES-256 with a synthetic vector by HMAC-SHA-256 (Rogaway and Shrimpton 2006), or AES-256-GCM (NIST SP 800-38D)
 * with a random nonce.
 *
 * @throws MaskError for a mask that the column has no room for
 */
export const encrypt = defineStrategy({
  name: 'encrypt',
  summary: 'Encrypts the values; who has the key can read them again.',
  options: OPTIONS,
  properties: {
    ...KEYED,
    injective: true,
    reversible: 'by key',
    leaks: ['length', 'frequency', 'nulls'],
  },
  adjust: ({ mode }) =>
    mode === 'gcm'
      ? {
          deterministic: false,
          referential: false,
          reveals: 'nothing',
          leaks: ['length', 'nulls'],
        }
      : {},
  width: ({ mode }) => textLength(OVERHEAD[mode]),
  create({ mode }, context) {
    const seal = sealOf(mode, context);
    const { table, column, maxLength = Number.POSITIVE_INFINITY } = context;
    const mask = (value: string): string => {
      const salt = mode === 'gcm' ? context.randomBytes(SALT_BYTES) : new Uint8Array(0);
      const bytes = seal.seal(value, salt);
      const length = textLength(bytes.length);
      if (length <= maxLength) return encodeText(padded(bytes), 'base64url', length);
      throw new MaskError(
        table,
        column,
        `a mask of encrypt takes ${length} characters, the column only ${maxLength} - use hash.hmac or fpe.ff1`,
      );
    };
    // Where masks say nothing of which values are equal, none is used twice.
    return mode === 'gcm'
      ? ({ values }) => values.map((value) => (value === null ? null : mask(value)))
      : maskDistinct((values) => values.map(mask));
  },
  reverse({ mode }, context) {
    const seal = sealOf(mode, context);
    return maskDistinct((masks) => masks.map((mask) => openMask(mask, seal, context)));
  },
});

/** With a zero behind, of which the last character takes some bits. */
function padded(bytes: Uint8Array): Uint8Array {
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes);
  return longer;
}

function sealOf(mode: Options['mode'], { key }: MaskContext): Seal {
  const digest = key.digest('encrypt');
  return mode === 'gcm'
    ? createRandomSeal(digest('gcm'))
    : createSyntheticSeal({ mac: digest('siv/mac'), encryption: digest('siv/encryption') });
}

function openMask(mask: string, seal: Seal, { table, column }: MaskContext): string {
  const value = /^[\w-]*$/.test(mask) ? seal.open(decode(mask)) : undefined;
  if (value !== undefined) return value;
  throw new MaskError(
    table,
    column,
    'a mask of encrypt cannot be opened: it is changed, or of another key, domain, purpose or mode',
  );
}

function decode(text: string): Uint8Array {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/');
  return standard.length % 4 === 1
    ? new Uint8Array(0)
    : Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
}

/** Characters of base64url, without padding, for so many bytes. */
const textLength = (bytes: number): number => Math.ceil((8 * bytes) / 6);
