import { allows } from '../domains/allows.ts';
import { decimalText } from '../domains/ordered-type.ts';
import type { ColumnDomain, EdgeCase } from '../edge-case.ts';
import { invalidCase, validCase } from './make-case.ts';
import { orderedRange } from './ordered.ts';

/** Digits that a double holds whatever they are. Source: IEEE 754-2019 section 5.12.2. */
const EXACT_DIGITS = 15;

/** Fixed-point numbers: nothing, the smallest amounts, all digits, what rounds badly. */
export function decimalCases(domain: ColumnDomain): EdgeCase[] {
  if (domain.type.kind !== 'decimal' || domain.values !== undefined) return [];
  const { scale } = domain.type;
  const unit = 10n ** BigInt(scale);
  const landmarks: (readonly [string, bigint])[] = [
    ['zero', 0n],
    ['smallest', 1n],
    ['minus-smallest', -1n],
    ['one', unit],
    ['minus-one', -unit],
    ['just-below-one', unit - 1n],
    // 0.1 + 0.2 and 1.005 are what binary numbers get wrong.
    ['tenth', unit / 10n],
    ['half-up', unit + unit / 2n],
    ['most-digits', 10n ** BigInt(EXACT_DIGITS) - 1n],
    ['least-digits', 1n - 10n ** BigInt(EXACT_DIGITS)],
  ];
  const valid = landmarks
    .map(([name, index]) => validCase(domain, 'type', { name, value: decimalText(index, scale) }))
    .filter(({ value }) => allows(domain, value));
  return [
    ...valid,
    ...invalidCase(domain, 'type', { name: 'with-comma', value: '1,50' }),
    ...digitTooMany(domain, scale),
  ];
}

/** One digit more than multiples have, near zero where numbers of so many digits are exact. */
function digitTooMany(domain: ColumnDomain, scale: number): EdgeCase[] {
  const range = orderedRange(domain);
  if (range === undefined || range.low === range.high || domain.multipleOf === undefined) return [];
  const nearest = range.low <= 0n && 0n < range.high ? 0n : range.low;
  const value = Number(decimalText(nearest * 10n + 5n, scale + 1));
  return invalidCase(domain, 'multipleOf', { name: 'digit-too-many', value });
}
