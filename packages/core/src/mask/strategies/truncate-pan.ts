import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { maskEach } from '../mask-each.ts';

/** What may stay of a card number with so many digits. */
interface PanLimit {
  readonly first: number;
  readonly last: number;
  /** Fewest digits to hide. */
  readonly hidden: number;
}

/** Digits of card numbers: ISO/IEC 7812-1 allows 19, and no network has issued fewer than 12. */
const PAN_DIGITS = [12, 19] as const;

/** An account number such as an IBAN can have as many digits as a card. */
const HOLDS_LETTERS = /\p{L}/u;

/** Of anything else that stands in such a column, nothing stays. */
const NOTHING: PanLimit = { first: 0, last: 0, hidden: 0 };

/**
 * Digits that may stay together, by length of the number: 8 and 4 from 16 digits on, which all networks allow; 6 and 4
 * of American Express, with 5 hidden; of shorter ones no more than that.
 *
 * Source: PCI SSC FAQ 1091, "What are acceptable formats for truncation of primary account numbers?"
 */
function limitOf(digits: number): PanLimit {
  if (digits < PAN_DIGITS[0] || digits > PAN_DIGITS[1]) return NOTHING;
  return digits >= 16 ? { first: 8, last: 4, hidden: 4 } : { first: 6, last: 4, hidden: 5 };
}

/**
 * Truncates card numbers as PCI DSS allows: `4929123412345678` becomes `492912******5678`.
 *
 * Shape: a character for each digit that is hidden; blanks and hyphens stay. Less stays than is asked for where the
 * number is too short for it. Of what has not 12 to 19 digits, or has letters, nothing stays.
 * Unique: no.
 * Beside another form of the same number, such as a hash, it tells the number: a plan with both is refused.
 */
export const truncatePan = defineStrategy({
  name: 'truncate.pan',
  summary: 'Truncates card numbers to the first and last digits that PCI DSS lets stay.',
  options: z.strictObject({
    keepFirst: z
      .int()
      .min(0)
      .max(8)
      .default(6)
      .describe('Digits to leave at the start; of numbers under 16 digits 6 at most stay.'),
    keepLast: z.int().min(0).max(4).default(4).describe('Digits to leave at the end.'),
    character: z
      .string()
      .regex(/^[^\p{C}\p{M}\p{L}\p{N}\p{Z}]$/u, 'write a single sign, neither letter nor digit')
      .default('*')
      .describe('The character that hides.'),
  }),
  properties: {
    family: 'partial',
    deterministic: true,
    referential: true,
    injective: false,
    reversible: 'no',
    keyed: false,
    nullSafe: true,
    reveals: 'value',
    leaks: ['length', 'part', 'frequency', 'nulls'],
  },
  create: ({ keepFirst, keepLast, character }) =>
    maskEach((value) => {
      const digits = value.replace(/\D/g, '').length;
      const limit = HOLDS_LETTERS.test(value) ? NOTHING : limitOf(digits);
      const [head, tail] = keptOf(digits, limit, { keepFirst, keepLast });
      let seen = 0;
      return value.replace(/[\p{L}\p{M}\p{N}]/gu, (sign) => {
        if (!/^\d$/.test(sign)) return character;
        seen += 1;
        return seen <= head || seen > digits - tail ? sign : character;
      });
    }),
});

/** How many digits stay at the start and at the end. */
function keptOf(
  digits: number,
  limit: PanLimit,
  { keepFirst, keepLast }: { readonly keepFirst: number; readonly keepLast: number },
): readonly [number, number] {
  const last = Math.min(keepLast, limit.last);
  const room = Math.max(0, digits - limit.hidden - last);
  return [Math.min(keepFirst, limit.first, room), last];
}
