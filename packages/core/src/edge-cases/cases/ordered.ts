import { allows } from '../domains/allows.ts';
import { type OrderedType, orderedType } from '../domains/ordered-type.ts';
import type { ColumnDomain, DomainAspect, EdgeCase } from '../edge-case.ts';
import { invalidCase, validCase } from './make-case.ts';

/** Numbers of the outermost values that a domain allows, and the distance between neighbours. */
export interface OrderedRange {
  readonly order: OrderedType;
  readonly low: bigint;
  readonly high: bigint;
  readonly step: bigint;
}

/** The values of a column with an order; undefined for other columns, and where no value is allowed. */
export function orderedRange({
  type,
  min,
  max,
  multipleOf = 0,
}: ColumnDomain): OrderedRange | undefined {
  const order = orderedType(type);
  if (order === undefined) return undefined;
  const first = (min === undefined ? undefined : order.indexOf(min, 'up')) ?? order.least;
  const last = (max === undefined ? undefined : order.indexOf(max, 'down')) ?? order.greatest;
  const multiple = (multipleOf > 0 ? order.indexOf(multipleOf, 'down') : undefined) ?? 1n;
  const step = multiple > 0n ? multiple : 1n;
  const low = first + modulo(-first, step);
  const high = last - modulo(last, step);
  return low > high ? undefined : { order, low, high, step };
}

function modulo(value: bigint, divisor: bigint): bigint {
  const rest = value % divisor;
  return rest < 0n ? rest + divisor : rest;
}

/**
 * Boundaries of everything with an order: the outermost values, their neighbours, one beyond.
 *
 * Source: boundary value analysis, ISO/IEC/IEEE 29119-4:2021 section 5.2.3 (three-value boundaries).
 */
export function orderedCases(domain: ColumnDomain): EdgeCase[] {
  const range = orderedRange(domain);
  if (range === undefined || domain.values !== undefined) return [];
  const { order, low, high, step } = range;
  const at = (name: string, index: bigint) => ({ name, value: order.valueAt(index) });
  const inside: [string, bigint, DomainAspect][] = [
    ['least', low, 'min'],
    ['above-least', low + step, 'min'],
    ['below-greatest', high - step, 'max'],
    ['greatest', high, 'max'],
  ];
  const valid = inside.map(([name, index, aspect]) => validCase(domain, aspect, at(name, index)));
  const below = low - step;
  const above = high + step;
  return [
    ...valid.filter(({ value }) => allows(domain, value)),
    ...(below < order.least ? [] : invalidCase(domain, 'min', at('below-least', below))),
    ...(above > order.greatest ? [] : invalidCase(domain, 'max', at('above-greatest', above))),
    ...(step > 1n && low < high
      ? invalidCase(domain, 'multipleOf', at('between-multiples', low + 1n))
      : []),
  ];
}
