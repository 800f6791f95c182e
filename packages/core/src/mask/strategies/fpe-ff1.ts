import { z } from 'zod';
import { ALPHABET_NAMES, ALPHABETS } from '../alphabets.ts';
import { numeralCells } from '../batch/numeral-cells.ts';
import { defineStrategy, type MaskContext } from '../define.ts';
import { MOST_NUMERALS, shortestNumeral } from '../ff1.ts';
import { ff1Secret } from '../ff1-secret.ts';
import { maskDistinct } from '../mask-each.ts';
import { MaskError } from '../mask-error.ts';
import { createNumeralCipher, type NumeralCipher } from '../numeral-cipher.ts';
import { createSpelling, type NumeralSpelling, type SpelledNumeral } from '../spelled-numeral.ts';

const OPTIONS = z.strictObject({
  alphabet: z
    .enum(ALPHABET_NAMES)
    .default('digits')
    .describe('The characters that values are made of, and masks too.'),
  characters: z
    .string()
    .regex(/^[^\p{C}]{2,256}$/u, 'write 2 to 256 visible characters')
    .refine((text) => new Set(text).size === Array.from(text).length, 'write each character once')
    .optional()
    .describe(
      'An alphabet of your own in place of a named one, e.g. ABCDEFGHJKLMNPQRSTUVWXYZ23456789.',
    ),
  keepSeparators: z
    .boolean()
    .default(true)
    .describe('Leave blanks and punctuation where they are; else a value with them is refused.'),
});

type Options = z.output<typeof OPTIONS>;

/** What becomes of all numerals of a column. */
type Direction = keyof NumeralCipher;

/**
 * Format-preserving encryption: `4929-1234-5678` becomes other twelve digits with hyphens at the same places.
 *
 * Shape: as many characters of the alphabet as the value has, and its separators. Letters are not separators: a value
 * with characters that are neither is refused rather than left readable.
 * Unique: a permutation of all values of a length and spelling, which who has the key can undo.
 * Source: FF1 with AES-256 (NIST SP 800-38G); a million values of a length at least, as its revision 1 (second draft)
 * asks for. The tweak follows from the domain.
 *
 * @throws MaskError for a value that is too short, too long or not of the alphabet
 */
export const fpeFf1 = defineStrategy({
  name: 'fpe.ff1',
  summary:
    'Encrypts values so that length, alphabet and separators stay; can be undone with the key.',
  options: OPTIONS,
  properties: {
    family: 'keyed',
    deterministic: true,
    referential: true,
    injective: true,
    reversible: 'by key',
    keyed: true,
    nullSafe: true,
    minimumDomain: 1_000_000,
    permutes: true,
    reveals: 'equality',
    leaks: ['length', 'frequency', 'nulls'],
  },
  create: (options, context) => encryptColumn(options, context, 'encrypt'),
  columns: ({ alphabet, characters, keepSeparators }, { key }) =>
    alphabet === 'digits' && characters === undefined
      ? numeralCells(ff1Secret(key, 'fpe.ff1'), keepSeparators)
      : undefined,
  reverse: (options, context) => encryptColumn(options, context, 'decrypt'),
});

function encryptColumn(
  { alphabet, characters, keepSeparators }: Options,
  context: MaskContext,
  direction: Direction,
) {
  const spelling = createSpelling(characters ?? ALPHABETS[alphabet], keepSeparators);
  const { radix } = spelling;
  const cipher = createNumeralCipher({ ...ff1Secret(context.key, 'fpe.ff1'), radix });
  return maskDistinct((values) => {
    const spelled = values.map((value) => readNumeral(value, spelling, context));
    // Nothing but separators: there is nothing to hide.
    const full = spelled.filter(({ digits }) => digits.length > 0);
    const masks = new Map(
      cipher[direction](full.map(({ digits }) => digits)).map((mask, i) => [full[i], mask]),
    );
    return spelled.map((one) => spelling.write(one.frame, masks.get(one) ?? []));
  });
}

function readNumeral(
  value: string,
  spelling: NumeralSpelling,
  { table, column }: MaskContext,
): SpelledNumeral {
  const spelled = spelling.read(value);
  if (spelled === undefined)
    throw new MaskError(
      table,
      column,
      'fpe.ff1 found a value with characters that are not in its alphabet - choose another alphabet, char.scramble or hash.hmac',
    );
  const { length } = spelled.digits;
  const shortest = shortestNumeral(spelling.radix);
  if (length > 0 && length < shortest)
    throw new MaskError(
      table,
      column,
      `fpe.ff1 found a value of ${length} characters, but fewer than ${shortest} of this alphabet can be guessed by trying all - use permute.int for numbers, lookup or hash.hmac`,
    );
  if (length > MOST_NUMERALS)
    throw new MaskError(
      table,
      column,
      `fpe.ff1 found a value of ${length} characters, and takes ${MOST_NUMERALS} at most - use hash.hmac or encrypt`,
    );
  return spelled;
}
