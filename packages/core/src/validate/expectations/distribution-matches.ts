import { z } from 'zod';
import type { ColumnShape } from '../../model/table-shape.ts';
import { type DeclaredSpread, spreadOf } from '../../statistics/declared-spread.ts';
import { checkParameters, DISTRIBUTION_OPTIONS } from '../../statistics/distribution-options.ts';
import {
  decimalAsNumber,
  decimalAtScale,
  readDecimal,
  writeDecimal,
} from '../../statistics/exact-decimal.ts';
import { defineExpectation, type ExpectationContext } from '../define.ts';
import type { ComparedWith, Comparison } from '../figures/comparison.ts';
import { columnNamed, isNumber, isTime, scaleOf, tableNamed } from '../option-parts.ts';

const { distribution, ...parameters } = DISTRIBUTION_OPTIONS;

const OPTIONS = z
  .strictObject({
    method: z
      .enum(['ks', 'tv', 'psi'])
      .describe(
        'ks: greatest distance of the cumulative shares, for numbers and times. tv: half of the differences of all shares, for categories. psi: population stability index, for both.',
      ),
    atMost: z.number().positive().describe('Greatest distance, inclusive.'),
    distribution: distribution
      .unwrap()
      .optional()
      .describe('Declared distribution of numbers, as generators take it.'),
    min: z.number().optional().describe('Least value of the declared distribution, included.'),
    max: z.number().optional().describe('Greatest value of the declared distribution, included.'),
    ...parameters,
    values: z
      .union([z.record(z.string(), z.number().nonnegative()), z.array(z.unknown()).min(1)])
      .optional()
      .describe(
        'Declared categories, as choice takes them: { free: 80, pro: 20 }, a list of values, or a list of { value, weight }. Nulls do not count.',
      ),
    reference: z
      .union([
        z.strictObject({
          table: z.string().min(1).describe('Table of the same dataset.'),
          column: z.string().min(1).describe('Its column.'),
        }),
        z.strictObject({
          file: z.string().min(1).describe('Parquet, CSV or NDJSON file.'),
          column: z.string().min(1).describe('Its column.'),
        }),
      ])
      .optional()
      .describe('Column whose values are spread as these should be.'),
    bins: z
      .number()
      .int()
      .min(2)
      .max(40)
      .default(10)
      .describe('psi of numbers: bins that are as full as one another in what is expected.'),
  })
  .refine(
    (options) =>
      [options.distribution, options.values, options.reference].filter(
        (given) => given !== undefined,
      ).length === 1,
    'give one of "distribution", "values" and "reference"',
  );

type Options = z.output<typeof OPTIONS>;

/**
 * The values of a column are spread as declared, or as those of another column. Nulls do not count; without values on
 * one of the two sides the expectation fails.
 *
 * Source: N. Smirnov 1939 for ks; N. Siddiqi, "Credit Risk Scorecards", 2006, for psi: ten bins, an empty one counts
 * as 0.0001.
 */
export const distributionMatches = defineExpectation({
  name: 'distributionMatches',
  summary:
    'The values of the column are spread as a declared distribution, as weights of categories, or as another column: their distance is at most `atMost`.',
  columns: 'one',
  options: OPTIONS,
  query([column = ''], options, context) {
    const shape = columnNamed(column, context.table);
    const comparison: Comparison = {
      method: options.method,
      as: formOf(shape, options, context),
      bins: options.bins,
      against: comparedWith(shape, options, context),
    };
    return {
      failing: 'figure',
      figure: { name: 'distribution-distance', columns: [column], options: { ...comparison } },
      minimum: 0,
      maximum: options.atMost,
    };
  },
});

/** Whether values are compared as numbers or as categories. */
function formOf(
  shape: ColumnShape,
  { method, values }: Options,
  { table }: ExpectationContext,
): Comparison['as'] {
  const isMeasurable = isNumber(shape) || isTime(shape);
  if (method === 'tv' || values !== undefined) {
    if (method === 'ks')
      throw new RangeError('method ks compares numbers; categories are compared by tv or psi');
    return 'categories';
  }
  if (isMeasurable) return 'numbers';
  if (method === 'psi') return 'categories';
  throw new RangeError(
    `${table.name}.${shape.name} holds ${shape.type.kind} values, which have no order; compare them by tv`,
  );
}

function comparedWith(
  shape: ColumnShape,
  { method, values, reference, distribution: kind, ...rest }: Options,
  context: ExpectationContext,
): ComparedWith {
  if (values !== undefined) return { kind: 'weights', weights: weightsOf(values, shape) };
  if (reference !== undefined) {
    if ('file' in reference) return { kind: 'file', ...reference };
    const other = columnNamed(reference.column, tableNamed(reference.table, context));
    if (method !== 'tv' && isTime(other) !== isTime(shape))
      throw new RangeError(
        `${shape.type.kind} values cannot be compared with ${other.type.kind} values of ${reference.table}.${reference.column}`,
      );
    return { kind: 'table', ...reference };
  }
  if (method === 'tv')
    throw new RangeError('method tv compares categories; declare "values", or take ks or psi');
  return { kind: 'spread', spread: declaredSpread(shape, { ...rest, distribution: kind }) };
}

function declaredSpread(
  shape: ColumnShape,
  options: Omit<Options, 'method' | 'values' | 'reference'>,
): DeclaredSpread {
  const { atMost: _atMost, bins: _bins, distribution: kind = 'uniform', ...given } = options;
  if (isTime(shape))
    throw new RangeError(
      `${shape.type.kind} values have no declared distribution; compare them with a reference`,
    );
  checkParameters('distributionMatches', { ...given, distribution: kind });
  if (kind === 'uniform' && (given.min === undefined || given.max === undefined))
    throw new RangeError('distributionMatches: distribution uniform needs min and max');
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = given;
  if (min > max) throw new RangeError(`distributionMatches: min ${min} exceeds max ${max}`);
  const scale = scaleOf(shape);
  const spread = { ...given, distribution: kind, step: scale === undefined ? 0 : 10 ** -scale };
  // Tells now what is wrong with buckets, and not when the data is there.
  spreadOf(spread);
  return spread;
}

/** @throws RangeError when no category has a weight above 0, or some have one and others have none. */
function weightsOf(
  values: NonNullable<Options['values']>,
  shape: ColumnShape,
): Record<string, number> {
  const pairs: [string, number][] = Array.isArray(values)
    ? listedWeights(values)
    : Object.entries(values);
  const weights = new Map<string, number>();
  for (const [written, weight] of pairs) {
    const value = asStored(written, shape);
    if (weight > 0) weights.set(value, (weights.get(value) ?? 0) + weight);
  }
  if (weights.size === 0)
    throw new RangeError('distributionMatches: no value has a weight above 0; give one a weight');
  return Object.fromEntries(weights);
}

/** A declared category as cells of the column have it: 0.5 is `0.50` where there are two digits behind the point. */
function asStored(written: string, { type }: ColumnShape): string {
  if (type.kind === 'timestamp') {
    const time = /^\d{4}-\d\d-\d\d/.test(written) ? Date.parse(written) : Number.NaN;
    return Number.isNaN(time) ? written : new Date(time).toISOString();
  }
  const number = ['decimal', 'integer', 'bigint', 'float'].includes(type.kind)
    ? readDecimal(written)
    : undefined;
  if (number === undefined) return written;
  if (type.kind === 'float') return String(decimalAsNumber(number));
  const stored = decimalAtScale(number, type.kind === 'decimal' ? type.scale : 0);
  return stored === undefined ? written : writeDecimal(stored);
}

function listedWeights(values: readonly unknown[]): [string, number][] {
  const weighted = values.filter(isWeighted);
  if (weighted.length > 0 && weighted.length < values.length)
    throw new RangeError('distributionMatches: give every value a weight, or none');
  const pairs = weighted.length > 0 ? weighted : values.map((value) => ({ value, weight: 1 }));
  return pairs.flatMap(({ value, weight }): [string, number][] =>
    value === null
      ? []
      : [[typeof value === 'object' ? JSON.stringify(value) : String(value), weight]],
  );
}

function isWeighted(value: unknown): value is { value: unknown; weight: number } {
  if (typeof value !== 'object' || value === null) return false;
  const { weight } = value as { readonly weight?: unknown };
  return 'value' in value && typeof weight === 'number' && weight >= 0;
}
