import { z } from 'zod';
import { ALPHABETS } from './alphabets.ts';
import { encodeUuid } from './encode-text.ts';
import { integerRange } from './integer-types.ts';

const DEFAULT_LENGTH = 16;
const UUID_LENGTH = 36;
/** Bits of a UUID of version 4 that are random. */
const UUID_BITS = 122;

const FORMATS = ['uuid', 'digits', 'letters', 'alphanumeric'] as const;

/** How a random mask is written. */
export interface SurrogateFormat {
  readonly format: (typeof FORMATS)[number];
  /** Characters; a UUID has its own length. */
  readonly length: number;
}

/** Options of strategies whose masks are random. */
export const SURROGATE_OPTIONS = {
  format: z
    .enum(FORMATS)
    .default('uuid')
    .describe('How masks are written: a UUID, digits without a zero in front, letters …'),
  length: z
    .int()
    .min(4)
    .max(64)
    .default(DEFAULT_LENGTH)
    .describe('Characters of a mask, where it is no UUID.'),
};

/** A length that nothing follows from is a mistake. */
export const hasOwnLength = ({ format, length }: SurrogateFormat): boolean =>
  format !== 'uuid' || length === DEFAULT_LENGTH;

export const OWN_LENGTH = {
  path: ['length'],
  error: 'a UUID has a length of its own: leave length out, or set format: alphanumeric',
};

export function surrogateWidth({ format, length }: SurrogateFormat): number {
  return format === 'uuid' ? UUID_LENGTH : length;
}

/** How many masks can be given: drawing finds nine of ten, the last ones are too hard to come by. */
export function surrogateCapacity({ format, length }: SurrogateFormat): number {
  if (format === 'uuid') return 2 ** UUID_BITS;
  const all = format === 'digits' ? 9 * 10 ** (length - 1) : alphabetOf(format).length ** length;
  return Math.floor(0.9 * all);
}

/** Whether masks can stand in a column of a database type that does not take any text. */
export function surrogateFits({ format, length }: SurrogateFormat, sourceType: string): boolean {
  if (format === 'uuid') return sourceType.trim().toLowerCase() === 'uuid';
  const [, most] = integerRange(sourceType) ?? [0, 0];
  return format === 'digits' && 10 ** length - 1 <= most;
}

/** A random mask: every one that there is as likely as every other. */
export function drawSurrogate(
  { format, length }: SurrogateFormat,
  randomBytes: (count: number) => Uint8Array,
): string {
  if (format === 'uuid') return encodeUuid(randomBytes(16), 4);
  const alphabet = alphabetOf(format);
  // A number keeps its length in a column of numbers only without a zero in front.
  if (format !== 'digits') return drawText(alphabet, length, randomBytes);
  return drawText('123456789', 1, randomBytes) + drawText(alphabet, length - 1, randomBytes);
}

function alphabetOf(format: Exclude<SurrogateFormat['format'], 'uuid'>): string {
  if (format === 'digits') return ALPHABETS.digits;
  return format === 'letters' ? ALPHABETS.lower : ALPHABETS.alphanumericLower;
}

function drawText(
  alphabet: string,
  length: number,
  randomBytes: (count: number) => Uint8Array,
): string {
  // Bytes from here on would make the first characters likelier than the others.
  const bound = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length)
    for (const byte of randomBytes(length - text.length))
      if (byte < bound) text += alphabet[byte % alphabet.length] ?? '';
  return text;
}
