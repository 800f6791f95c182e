import { allows } from '../domains/allows.ts';
import type { ColumnDomain, EdgeCase } from '../edge-case.ts';
import { invalidCase, validCase } from './make-case.ts';

/**
 * Numbers at which types of common languages and databases end. Beyond 2^53 a double skips whole numbers.
 *
 * Source: ISO/IEC 9899 section 5.2.4.2 (integer types); ECMA-262 section 21.1.2.6 (Number.MAX_SAFE_INTEGER).
 */
const LANDMARKS: readonly (readonly [string, bigint])[] = [
  ['zero', 0n],
  ['one', 1n],
  ['minus-one', -1n],
  ['int8-greatest', 2n ** 7n - 1n],
  ['beyond-int8', 2n ** 7n],
  ['uint8-greatest', 2n ** 8n - 1n],
  ['beyond-uint8', 2n ** 8n],
  ['int16-greatest', 2n ** 15n - 1n],
  ['beyond-int16', 2n ** 15n],
  ['uint16-greatest', 2n ** 16n - 1n],
  ['beyond-uint16', 2n ** 16n],
  ['int32-greatest', 2n ** 31n - 1n],
  ['beyond-int32', 2n ** 31n],
  ['int32-least', -(2n ** 31n)],
  ['below-int32', -(2n ** 31n) - 1n],
  ['uint32-greatest', 2n ** 32n - 1n],
  ['beyond-uint32', 2n ** 32n],
  ['double-greatest', 2n ** 53n - 1n],
  ['double-least', -(2n ** 53n) + 1n],
  ['beyond-double', 2n ** 53n + 1n],
  ['below-double', -(2n ** 53n) - 1n],
  ['int64-greatest', 2n ** 63n - 1n],
  ['int64-least', -(2n ** 63n)],
];

/** Whole numbers: ends of common types, and what is no whole number. */
export function integerCases(domain: ColumnDomain): EdgeCase[] {
  const { kind } = domain.type;
  if (kind !== 'integer' && kind !== 'bigint') return [];
  const landmarks = LANDMARKS.flatMap(([name, number]) => {
    const value = kind === 'bigint' ? number : exactNumber(number);
    if (domain.values !== undefined || value === undefined || !allows(domain, value)) return [];
    return [validCase(domain, 'type', { name, value })];
  });
  return [
    ...landmarks,
    ...invalidCase(domain, 'type', { name: 'fraction', value: fractionWithin(domain) }),
    ...invalidCase(domain, 'type', { name: 'number-as-text', value: '1' }),
    ...invalidCase(domain, 'type', { name: 'word', value: 'one' }),
    ...invalidCase(domain, 'type', { name: 'true-as-number', value: true }),
  ];
}

function exactNumber(value: bigint): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Half a step above the least value, so that it is out of no bounds. */
function fractionWithin({ min, max }: ColumnDomain): number {
  const least = Number(min ?? max ?? 0);
  return (
    (Math.abs(least) < 2 ** 50 ? least : 0) + (min === undefined && max !== undefined ? -0.5 : 0.5)
  );
}
