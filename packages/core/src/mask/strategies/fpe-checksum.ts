import { z } from 'zod';
import {
  CHECKSUM_KINDS,
  type CheckedNumber,
  type ChecksumKind,
  type ChecksumName,
} from '../checksum-kinds.ts';
import { defineStrategy, type MaskContext } from '../define.ts';
import { ff1Secret } from '../ff1-secret.ts';
import { maskFilled } from '../mask-each.ts';
import { MaskError } from '../mask-error.ts';
import { createNumeralCipher, type NumeralCipher } from '../numeral-cipher.ts';

const OPTIONS = z.strictObject({
  kind: z
    .enum(Object.keys(CHECKSUM_KINDS) as [ChecksumName, ...ChecksumName[]])
    .describe('What the numbers are: pan (cards), iban, nhs, npi, aba (routing numbers), vin.'),
  valid: z
    .boolean()
    .optional()
    .describe('Whether check digits are right. No for cards, which would look live; else yes.'),
});

type Options = z.output<typeof OPTIONS>;

/** Blanks and hyphens that people write between groups. */
const SEPARATORS = /[\s\p{Pd}]/gu;

/**
 * Encrypts numbers with check digits for numbers of the same kind, and computes the check digits anew.
 *
 * Shape: as many digits as the value has, in capitals, with its blanks and hyphens. An IBAN keeps its country and the
 * letters of its bank. An empty text stays empty. Card numbers fail the Luhn test unless `valid` says otherwise, so that none can be a live one;
 * numbers that pass may belong to somebody, for whom fake.card, fake.iban and the like never stand.
 * Unique: a permutation of the numbers of a kind and length, which who has the key can undo.
 * Source: FF1 (NIST SP 800-38G) of all but the check digits; what no number of the kind can be is encrypted again.
 *
 * @throws MaskError for a value that is no such number, or fails its own check
 */
export const fpeChecksum = defineStrategy({
  name: 'fpe.checksum',
  summary: 'Encrypts card, bank and identity numbers and computes their check digits anew.',
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
  adjust: ({ kind }) =>
    kind === 'iban' ? { leaks: ['length', 'part', 'frequency', 'nulls'] } : {},
  create: (options, context) => encryptColumn(options, context, 'encrypt'),
  reverse: (options, context) => encryptColumn(options, context, 'decrypt'),
});

function encryptColumn(options: Options, context: MaskContext, way: keyof NumeralCipher) {
  const kind: ChecksumKind = CHECKSUM_KINDS[options.kind];
  const secret = ff1Secret(context.key, `fpe.checksum/${options.kind}`);
  const cipher = createNumeralCipher({ ...secret, radix: kind.alphabet.length });
  const isValid = options.valid ?? options.kind !== 'pan';
  // Check digits that were made wrong are as far from the right ones on the way back.
  const shift = isValid ? 0 : Math.floor(kind.checks.length / 2);
  const [read, written] = way === 'encrypt' ? [0, shift] : [shift, 0];
  return maskFilled((values) => {
    const numbers = values.map((value) => readNumber(value, kind, { shift: read, context }));
    const payloads = permute(numbers, kind, cipher[way]);
    return numbers.map((number, i) => {
      const masked = { ...number, payload: payloads[i] as string };
      const check = shifted(kind, kind.checkOf(masked), written);
      return spelledAs(values[i] as string, kind.join({ ...masked, check }));
    });
  });
}

/** Payloads again and again, until each is one that numbers of the kind have. */
function permute(
  numbers: readonly CheckedNumber[],
  kind: ChecksumKind,
  run: NumeralCipher['encrypt'],
): readonly string[] {
  const payloads = numbers.map(({ payload }) => payload);
  let left = [...payloads.keys()];
  while (left.length > 0) {
    const results = run(
      left.map((i) => Array.from(payloads[i] as string, (sign) => kind.alphabet.indexOf(sign))),
    );
    for (const [at, i] of left.entries())
      payloads[i] = (results[at] ?? []).map((digit) => kind.alphabet[digit]).join('');
    left = left.filter((i) => {
      const { frame } = numbers[i] as CheckedNumber;
      return kind.checkOf({ frame, payload: payloads[i] as string }) === undefined;
    });
  }
  return payloads;
}

function readNumber(
  value: string,
  kind: ChecksumKind,
  { shift, context }: { readonly shift: number; readonly context: MaskContext },
): CheckedNumber {
  const text = value.replace(SEPARATORS, '').toUpperCase();
  const number = kind.pattern.test(text) ? kind.split(text) : undefined;
  const right = number && kind.checkOf(number);
  if (number !== undefined && right !== undefined && shifted(kind, right, shift) === number.check)
    return number;
  throw new MaskError(
    context.table,
    context.column,
    `fpe.checksum found a value that is no ${kind.title}, or has wrong check digits - use fpe.ff1 or hash.hmac`,
  );
}

/** The check digits that stand so many places behind in the list of all. */
function shifted(kind: ChecksumKind, check: string | undefined, shift: number): string {
  const { checks } = kind;
  return checks[(checks.indexOf(check ?? '') + shift) % checks.length] ?? '';
}

/** The characters of a number between the separators of a value. */
function spelledAs(value: string, text: string): string {
  let next = 0;
  return value.replace(/[\p{L}\p{N}]/gu, () => text[next++] ?? '');
}
