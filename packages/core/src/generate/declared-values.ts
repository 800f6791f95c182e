import type { z } from 'zod';
import { DAY_MS } from '../kernels/time.ts';
import {
  continuousDistribution,
  type DistributionOptions,
} from '../statistics/distribution-options.ts';
import { DATE_RANGES, type DateRange } from './date-ranges.ts';
import { boolean } from './generators/boolean.ts';
import { choice, weightedValues } from './generators/choice.ts';
import { dateBetween, dateFuture, datePast, dateRecent, dateSoon } from './generators/dates.ts';
import { numberDecimal, numberFloat, numberInt } from './generators/numbers.ts';
import { type Bounds, quantileOf, quantilesBetween } from './sample-numbers.ts';

/** What the options of a generator say of the cells that are not null, before any is made. */
export type DeclaredValues =
  /** Each value with its share of the cells; a null among them is one of the values. */
  | { readonly kind: 'values'; readonly values: readonly DeclaredValue[] }
  /** Numbers, or instants and days in milliseconds since 1970. */
  | {
      readonly kind: 'spread';
      /** Name of the distribution, e.g. `lognormal`. */
      readonly distribution: string;
      /** Bounds as declared, both included; absent where a side is open. */
      readonly min?: number;
      readonly max?: number;
      /** Share of the cells below a value, 0 to 1. */
      below(value: number): number;
    };

export interface DeclaredValue {
  readonly value: unknown;
  readonly share: number;
}

interface DeclaringColumn {
  /** Options as written in the request. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What generators take for now, in milliseconds since 1970. */
  readonly referenceTime: number;
}

type Declare = (column: DeclaringColumn) => DeclaredValues;

const DECLARATIONS: ReadonlyMap<string, Declare> = new Map<string, Declare>([
  [
    'choice',
    ({ options }) => {
      const weighted = weightedValues(choice.options.parse(options).values);
      const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
      const values = weighted.map(({ value, weight }) => ({ value, share: weight / total }));
      return { kind: 'values', values };
    },
  ],
  ['boolean', ({ options }) => truthValues(options)],
  ['datatype.boolean', ({ options }) => truthValues(options)],
  ['number.int', ({ options }) => wholeNumbers(numberInt.options.parse(options))],
  [
    'number.float',
    ({ options }) => {
      const { scale, ...given } = numberFloat.options.parse(options);
      return numbers(given, scale === undefined ? undefined : 10 ** scale, { min: 0, max: 1 });
    },
  ],
  [
    'number.decimal',
    ({ options }) => {
      const { scale, ...given } = numberDecimal.options.parse(options);
      return numbers(given, 10 ** scale, { min: 0, max: 1000 });
    },
  ],
  ...dateDeclarations(),
]);

/**
 * What a generator declares of its cells, for comparing with what was made. Undefined for generators whose options
 * say nothing of the kind.
 *
 * @throws RangeError when the options contradict one another; a request that was planned has none of these.
 */
export function declaredValues(
  generator: string,
  column: DeclaringColumn,
): DeclaredValues | undefined {
  return DECLARATIONS.get(generator)?.(column);
}

function truthValues(options: DeclaringColumn['options']): DeclaredValues {
  const { probability } = boolean.options.parse(options);
  const values = [
    { value: true, share: probability },
    { value: false, share: 1 - probability },
  ];
  return { kind: 'values', values };
}

function wholeNumbers({
  multipleOf,
  ...given
}: z.output<typeof numberInt.options>): DeclaredValues {
  return numbers(given, 1 / multipleOf, { min: 0, max: 2_147_483_647 });
}

/** Numbers on a grid of `1 / factor`, or floats where there is none. */
function numbers(
  given: DistributionOptions & Bounds,
  factor: number | undefined,
  defaults: { readonly min: number; readonly max: number },
): DeclaredValues {
  const { distribution, min, max } = given;
  const bounds = {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
  if (distribution === 'uniform' || distribution === 'zipf') {
    const low = min ?? defaults.min;
    const range = { low, high: max ?? Math.max(defaults.max, low) };
    const below =
      distribution === 'zipf' ? zipfBelow(given, range, factor) : evenBelow(range, factor);
    return { kind: 'spread', distribution, min: range.low, max: range.high, below };
  }
  const below =
    distribution === 'histogram' ? bucketsBelow(given, factor) : sampledBelow(given, factor);
  return { kind: 'spread', distribution, ...bounds, below };
}

interface Range {
  readonly low: number;
  readonly high: number;
}

function evenBelow({ low, high }: Range, factor: number | undefined): (value: number) => number {
  if (factor === undefined) return (value) => clampShare((value - low) / (high - low));
  const first = Math.ceil(low * factor - ROUNDING);
  const count = Math.floor(high * factor + ROUNDING) - first + 1;
  return (value) => clampShare((firstFrom(value, factor) - first) / count);
}

function zipfBelow(
  { exponent = 1.1 }: DistributionOptions,
  { low, high }: Range,
  factor = 1,
): (value: number) => number {
  const first = Math.ceil(low * factor - ROUNDING);
  const count = Math.floor(high * factor + ROUNDING) - first + 1;
  return (value) => {
    const ranks = Math.min(firstFrom(value, factor) - first, count);
    if (ranks <= 0) return 0;
    return ranks === count ? 1 : quantileOf({ kind: 'zipf', count, exponent }, ranks + 1);
  };
}

function bucketsBelow(
  { buckets = [] }: DistributionOptions,
  factor: number | undefined,
): (value: number) => number {
  const half = factor === undefined ? 0 : 0.5 / factor;
  const total = buckets.reduce((sum, { weight }) => sum + weight, 0);
  return (value) => {
    const edge = edgeBelow(value, factor);
    const shares = buckets.map(
      ({ min, max, weight }) =>
        (weight / total) * clampShare((edge - min + half) / (max - min + 2 * half)),
    );
    return shares.reduce((sum, share) => sum + share, 0);
  };
}

/** Samples are rounded to the grid: what lies below a value ends half a step before the next value of the grid. */
function edgeBelow(value: number, factor: number | undefined): number {
  return factor === undefined ? value : (firstFrom(value, factor) - 0.5) / factor;
}

function sampledBelow(
  given: DistributionOptions & Bounds,
  factor: number | undefined,
): (value: number) => number {
  const half = factor === undefined ? 0 : 0.5 / factor;
  const distribution = continuousDistribution('declared', given, half);
  if (distribution === undefined) return () => Number.NaN;
  const { from, to } = quantilesBetween('declared', distribution, {
    min: given.min === undefined ? undefined : given.min - half,
    max: given.max === undefined ? undefined : given.max + half,
  });
  return (value) => {
    const edge = edgeBelow(value, factor);
    return clampShare((quantileOf(distribution, edge) - from) / (to - from));
  };
}

/** What 0.07 * 100 is off by, and more. */
const ROUNDING = 1e-6;

/** Index of the first value of a grid that is not below `value`. */
function firstFrom(value: number, factor: number): number {
  return Math.ceil(value * factor - ROUNDING);
}

function dateDeclarations(): [string, Declare][] {
  const of =
    (range: (column: DeclaringColumn) => DateRange & { as: string }): Declare =>
    (column) => {
      const { from, to, as } = range(column);
      const unit = as === 'date' ? DAY_MS : 1;
      const [low, high] = [from, to].map((time) => Math.floor(time / unit)) as [number, number];
      const count = high - low + 1;
      return {
        kind: 'spread',
        distribution: 'uniform',
        min: low * unit,
        max: high * unit,
        below: (value) => clampShare((Math.ceil(value / unit) - low) / count),
      };
    };
  return [
    [
      'date.between',
      of(({ options }) => {
        const { as, ...given } = dateBetween.options.parse(options);
        return { as, ...DATE_RANGES['date.between'](given) };
      }),
    ],
    [
      'date.past',
      of(({ options, referenceTime }) => {
        const { as, years } = datePast.options.parse(options);
        return { as, ...DATE_RANGES['date.past'](years, referenceTime) };
      }),
    ],
    [
      'date.recent',
      of(({ options, referenceTime }) => {
        const { as, days } = dateRecent.options.parse(options);
        return { as, ...DATE_RANGES['date.recent'](days, referenceTime) };
      }),
    ],
    [
      'date.future',
      of(({ options, referenceTime }) => {
        const { as, years } = dateFuture.options.parse(options);
        return { as, ...DATE_RANGES['date.future'](years, referenceTime) };
      }),
    ],
    [
      'date.soon',
      of(({ options, referenceTime }) => {
        const { as, days } = dateSoon.options.parse(options);
        return { as, ...DATE_RANGES['date.soon'](days, referenceTime) };
      }),
    ],
  ];
}

function clampShare(share: number): number {
  return Math.min(1, Math.max(0, share));
}
