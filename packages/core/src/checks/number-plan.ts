import type { Check, Range } from './check.ts';

/** A check of numbers, ready to run. Limits are included. */
export type NumberPlan =
  | { readonly plan: 'range'; readonly low: number; readonly high: number }
  | { readonly plan: 'multiples'; readonly divisor: number; readonly bound: number }
  /** Ascending. */
  | { readonly plan: 'numbers'; readonly values: Float64Array };

/** A check of 64-bit integers that has to be exact. */
export interface Int64Plan {
  readonly plan: 'rangeInt64';
  readonly low: bigint;
  readonly high: bigint;
}

type NumberCheck = Extract<Check, { check: 'range' | 'integer' | 'multipleOf' | 'numbers' }>;

/** Quotients from here on are written with an exponent, which Ajv takes for no integer. */
const MOST_QUOTIENT = 1e21;
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** @throws RangeError when a divisor is not above 0 */
export function planNumberCheck(check: NumberCheck): NumberPlan {
  switch (check.check) {
    case 'range':
      return { plan: 'range', low: lowest(check), high: highest(check) };
    case 'multipleOf':
      if (!(check.divisor > 0)) {
        throw new RangeError(`multiples of ${check.divisor}: the divisor must be above 0`);
      }
      return { plan: 'multiples', divisor: check.divisor, bound: MOST_QUOTIENT };
    case 'integer':
      return { plan: 'multiples', divisor: 1, bound: Number.POSITIVE_INFINITY };
    case 'numbers':
      return { plan: 'numbers', values: Float64Array.from(new Set(check.values)).sort() };
  }
}

/** Whether limits can be compared with 64-bit integers as they are. */
export function isExact({ min, max, exclusiveMin, exclusiveMax }: Range): boolean {
  return [min, max, exclusiveMin, exclusiveMax].some((limit) => typeof limit === 'bigint');
}

/** @throws RangeError when a limit is a number that is no integer */
export function planInt64Range({ min, max, exclusiveMin, exclusiveMax }: Range): Int64Plan {
  const low = largest(
    INT64_MIN,
    BigInt(min ?? INT64_MIN),
    BigInt(exclusiveMin ?? INT64_MIN - 1n) + 1n,
  );
  const high = -largest(
    -INT64_MAX,
    -BigInt(max ?? INT64_MAX),
    -BigInt(exclusiveMax ?? INT64_MAX + 1n) + 1n,
  );
  // Limits beyond 64 bits let nothing pass, which an empty range says within 64 bits.
  return low > high
    ? { plan: 'rangeInt64', low: INT64_MAX, high: INT64_MIN }
    : { plan: 'rangeInt64', low, high };
}

function largest(...values: readonly [bigint, ...bigint[]]): bigint {
  return values.toSorted((a, b) => (a < b ? -1 : 1)).at(-1) ?? values[0];
}

function lowest({ min, exclusiveMin }: Range): number {
  return Math.max(
    min === undefined ? Number.NEGATIVE_INFINITY : Number(min),
    exclusiveMin === undefined ? Number.NEGATIVE_INFINITY : above(Number(exclusiveMin)),
  );
}

function highest({ max, exclusiveMax }: Range): number {
  return Math.min(
    max === undefined ? Number.POSITIVE_INFINITY : Number(max),
    exclusiveMax === undefined ? Number.POSITIVE_INFINITY : -above(-Number(exclusiveMax)),
  );
}

/** The next larger float. */
function above(value: number): number {
  if (value === Number.POSITIVE_INFINITY) return Number.NaN;
  if (value === 0) return Number.MIN_VALUE;
  const float = new Float64Array([value]);
  const bits = new BigInt64Array(float.buffer);
  bits[0] = (bits[0] ?? 0n) + (value > 0 ? 1n : -1n);
  return float[0] ?? Number.NaN;
}

/** Whether a number passes: what a plan means. */
export function passesNumber(plan: NumberPlan, value: number): boolean {
  switch (plan.plan) {
    case 'range':
      return value >= plan.low && value <= plan.high;
    case 'multiples': {
      const quotient = value / plan.divisor;
      return Math.trunc(quotient) === quotient && Math.abs(quotient) < plan.bound;
    }
    case 'numbers':
      return plan.values.includes(value);
  }
}
