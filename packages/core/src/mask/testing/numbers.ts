import fc from 'fast-check';
import { type Decimal, parseDecimal, writeDecimal } from '../decimal.ts';

/** Whole numbers and decimals of every size, as databases write them. */
export const numbers: fc.Arbitrary<string> = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map(String),
  fc
    .record({ digits: fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), scale: fc.nat(6) })
    .map(writeDecimal),
);

/** The number of a text that has to be one. */
export function numberIn(text: string | null | undefined): Decimal {
  const number = parseDecimal(text ?? '');
  if (number === undefined) throw new RangeError('this is no number');
  return number;
}
