import { orderedRange } from '../cases/ordered.ts';
import type { ColumnDomain, EdgeCheckRow, EdgeValue } from '../edge-case.ts';

/** A value that stands for others of its column. */
export interface Level {
  readonly name: string;
  readonly value: EdgeValue;
}

/** A column that is combined with others. */
export interface Factor {
  readonly column: string;
  readonly levels: readonly Level[];
}

/** Of a larger set, the first, the middle and the last value stand for all. */
const MOST_VALUES = 8;

/**
 * The values that stand for a column in combinations: all of a closed set, both booleans, the outermost and the middle
 * of a range, null. Unique columns have no value twice and references lead to parents: neither is combined.
 *
 * Source: equivalence classes, ISO/IEC/IEEE 29119-4:2021 section 5.2.1.
 */
export function factorOf(domain: ColumnDomain, samples: readonly EdgeCheckRow[]): Factor {
  const { name, fixed, reference, unique, nullable } = domain;
  if (fixed || reference || unique) return { column: name, levels: [] };
  const present = presentLevels(domain, samples);
  const none = nullable ? [{ name: 'null', value: null }] : [];
  return { column: name, levels: [...present, ...none] };
}

function presentLevels(domain: ColumnDomain, samples: readonly EdgeCheckRow[]): readonly Level[] {
  const { type, values, min, max } = domain;
  if (values !== undefined) return someOf(values).map((value) => ({ name: String(value), value }));
  switch (type.kind) {
    case 'boolean':
      return [true, false].map((value) => ({ name: String(value), value }));
    case 'float':
      return min === undefined || max === undefined
        ? sampleLevel(domain, samples)
        : rangeLevels([Number(min), Number(min) / 2 + Number(max) / 2, Number(max)]);
    case 'string':
    case 'uuid':
    case 'json':
      return sampleLevel(domain, samples);
    default:
      return orderedLevels(domain);
  }
}

function orderedLevels(domain: ColumnDomain): readonly Level[] {
  const range = orderedRange(domain);
  if (range === undefined) return [];
  const { order, low, high, step } = range;
  const middle = low + ((high - low) / step / 2n) * step;
  return rangeLevels([low, middle, high].map(order.valueAt));
}

const RANGE_NAMES = ['least', 'middle', 'greatest'] as const;

function rangeLevels(values: readonly EdgeValue[]): readonly Level[] {
  return RANGE_NAMES.flatMap((name, i) => {
    const value = values[i];
    return value === undefined || values.indexOf(value) < i ? [] : [{ name, value }];
  });
}

/** Any value, for columns that only differ in having one: the first that generated rows have. */
function sampleLevel(
  { name, type }: ColumnDomain,
  samples: readonly EdgeCheckRow[],
): readonly Level[] {
  const cell = samples
    .map((row) => row[name])
    .find((value) => value !== null && value !== undefined);
  const isValue = ['string', 'number'].includes(typeof cell) && type.kind !== 'json';
  return isValue ? [{ name: 'value', value: cell as EdgeValue }] : [];
}

function someOf<T>(values: readonly T[]): readonly T[] {
  if (values.length <= MOST_VALUES) return values;
  const places = [0, Math.floor(values.length / 2), values.length - 1];
  return places.flatMap((place) => values.slice(place, place + 1));
}
