import type { ColumnShape, ValueKind } from '@rowmill/core';
import { LEAST_ROWS } from '../validation/least-rows.ts';
import { type Bins, chooseBins, edgesOf } from './choose-bins.ts';
import type {
  ColumnProfile,
  ExpectedColumn,
  HistogramProfile,
  LengthProfile,
  ProfileValue,
  RangeProfile,
  ValueProfile,
  ValuesProfile,
} from './dataset-profile.ts';
import type { DeclaredColumn } from './declared-column.ts';
import { type GuardedSpan, guardedSpan, guardHistogram, guardValues } from './guard.ts';
import { QUANTILES, scaleOf } from './profile-sql.ts';
import { showSize } from './show-size.ts';
import { DAY_MS } from './time-units.ts';

/** What the first pass measures of a column. Sizes are null where no cell has one. */
export interface Measured {
  readonly present: number;
  readonly distinct: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  readonly quantiles: readonly number[];
  /** The ends as the database writes them, of numbers. */
  readonly least?: string | null;
  readonly greatest?: string | null;
}

/** A column, what was measured of it, and what is known without looking. */
export interface MeasuredColumn {
  readonly shape: ColumnShape;
  readonly measured: Measured;
  readonly nulls: { readonly count: number; readonly of: number };
  readonly declared: DeclaredColumn | undefined;
  readonly guarded: boolean;
  /** Whether values follow the order of rows, so that a chart of some parts would show which parts those were. */
  readonly ordered: boolean;
}

/** Columns of more distinct values have no list of them. */
const MOST_VALUES = 40;
const LISTED_VALUES = 24;
const LONGEST_VALUE = 120;

/** The bins that rows are to be counted in; undefined where sizes do not matter, or all are the same. */
export function binsOf(column: MeasuredColumn): Bins | undefined {
  const { shape, measured, guarded, declared, ordered } = column;
  const scale = scaleOf(shape);
  if (ordered) return undefined;
  if ((scale !== 'number' && scale !== 'time') || declared?.values?.kind === 'values')
    return undefined;
  const { min, max, quantiles } = measured;
  if (min === null || max === null) return undefined;
  const grain = grainOf(shape);
  if (guarded) {
    const span = guardedSpan(measured, leastStepOf(shape));
    return (
      span && chooseBins({ grain, min: span.min, max: span.max, low: span.min, high: span.max })
    );
  }
  return chooseBins({ grain, min, max, low: quantiles[0] ?? min, high: quantiles.at(-1) ?? max });
}

/** Whether rows are to be counted by their values: truth values, and texts of which there are few. */
export function hasFewValues({ shape, measured, declared }: MeasuredColumn): boolean {
  if (measured.present === 0) return false;
  if (shape.type.kind === 'boolean' || declared?.values?.kind === 'values')
    return measured.distinct <= 2 * MOST_VALUES;
  const isFew = measured.distinct <= MOST_VALUES && measured.present >= 2 * measured.distinct;
  return shape.type.kind === 'string' && isFew;
}

/** Rows by the index of their bin, or by value. */
export type Counts = ReadonlyMap<string, number>;

/** What the second pass counts of a column: by bin, or by value where there are no bins. */
export interface CountedRows {
  readonly bins?: Bins | undefined;
  readonly rows: Counts;
}

/** @param counts of the bins, or of the values; undefined where nothing was counted */
export function profileColumn(
  column: MeasuredColumn,
  counts: CountedRows | undefined,
  tokenKey: string,
): ColumnProfile {
  const { shape, measured, nulls, declared, guarded } = column;
  const scale = scaleOf(shape);
  const sizes = scale === 'number' || scale === 'time' ? rangeOf(column) : undefined;
  const lengths = scale === 'text' ? lengthsOf(column) : undefined;
  const histogram = counts?.bins && histogramOf(column, counts.bins, counts.rows);
  const values =
    counts !== undefined && counts.bins === undefined && valuesOf(column, counts.rows, tokenKey);
  return {
    name: shape.name,
    type: shape.type.kind,
    nulls: nulls.count,
    nullsOf: nulls.of,
    ...distinctOf(measured, counts),
    guarded,
    ...(sizes === undefined ? {} : { range: sizes }),
    ...(lengths === undefined ? {} : { lengths }),
    ...(values ? { values } : {}),
    ...(histogram === undefined ? {} : { histogram }),
    ...(declared === undefined ? {} : { expected: expectedOf(shape, declared) }),
  };
}

function distinctOf(
  { distinct, present }: Measured,
  counts: CountedRows | undefined,
): Pick<ColumnProfile, 'distinct' | 'estimated'> {
  if (counts !== undefined && counts.bins === undefined)
    return { distinct: counts.rows.size, estimated: false };
  return { distinct: Math.min(distinct, present), estimated: present > 0 };
}

function grainOf({ type }: ColumnShape): 'whole' | 'fraction' | 'day' | 'instant' {
  if (type.kind === 'integer' || type.kind === 'bigint') return 'whole';
  if (type.kind === 'date') return 'day';
  return type.kind === 'timestamp' ? 'instant' : 'fraction';
}

function leastStepOf({ type }: ColumnShape): number {
  return type.kind === 'date' || type.kind === 'timestamp' ? DAY_MS : 0;
}

function rangeOf(column: MeasuredColumn): RangeProfile | undefined {
  const { shape, measured, guarded } = column;
  const { min, max, mean, quantiles, least, greatest } = measured;
  if (min === null || max === null) return undefined;
  const { kind } = shape.type;
  const show = (value: number) => showSize(value, shape.type);
  // Estimates lie between the values that there are.
  const showEstimate = (value: number) =>
    show(grainOf(shape) === 'whole' ? Math.round(value) : value);
  if (guarded) {
    const span = guardedSpan(measured, leastStepOf(shape));
    return span && guardedRange(span, mean, show);
  }
  const middle = QUANTILES.indexOf(0.5);
  const [first = min, median = min, third = min] = quantiles.slice(middle - 1, middle + 2);
  return {
    min: exactOf(least, min, { kind, show }),
    max: exactOf(greatest, max, { kind, show }),
    ...(mean === null || !Number.isFinite(mean) ? {} : { mean: show(mean) }),
    quartiles: [showEstimate(first), showEstimate(median), showEstimate(third)],
  };
}

function guardedRange(
  { min, max, quartiles, round }: GuardedSpan,
  mean: number | null,
  show: (value: number) => ProfileValue,
): RangeProfile {
  const [first, median, third] = quartiles;
  return {
    min: show(min),
    max: show(max),
    ...(mean === null || !Number.isFinite(mean) ? {} : { mean: show(round(mean)) }),
    quartiles: [show(first), show(median), show(third)],
  };
}

/** Doubles do not hold every 64-bit number and decimal; what the database wrote does. */
function exactOf(
  text: string | null | undefined,
  size: number,
  { kind, show }: { readonly kind: ValueKind; readonly show: (value: number) => ProfileValue },
): ProfileValue {
  const isExact = text === null || text === undefined || kind === 'float';
  return isExact || (kind !== 'decimal' && Number.isSafeInteger(size)) ? show(size) : text;
}

function lengthsOf({ measured, guarded }: MeasuredColumn): LengthProfile | undefined {
  const { min, max, mean } = measured;
  if (min === null || max === null || mean === null) return undefined;
  if (!guarded) return { min, max, mean: Number(mean.toPrecision(4)) };
  const span = guardedSpan(measured, 1);
  return span && { min: span.min, max: span.max, mean: span.round(mean) };
}

function histogramOf(
  { guarded, declared, shape }: MeasuredColumn,
  bins: Bins,
  counts: Counts,
): HistogramProfile | undefined {
  const edges = edgesOf(bins);
  const unit = scaleOf(shape) === 'time' ? 'time' : 'number';
  const rowsOf = (index: number): number => counts.get(String(index)) ?? 0;
  const rows = Array.from({ length: bins.count }, (_, index) => rowsOf(index));
  const histogram = { unit, edges, rows, below: rowsOf(-1), above: rowsOf(bins.count) } as const;
  if (guarded) return guardHistogram(histogram);
  if (declared?.values?.kind !== 'spread') return histogram;
  const { below } = declared.values;
  const shares = rows.map((_, index) => below(edges[index + 1] ?? 0) - below(edges[index] ?? 0));
  return { ...histogram, expected: shares };
}

function valuesOf(
  { guarded, declared, measured, shape }: MeasuredColumn,
  counts: Counts,
  tokenKey: string,
): ValuesProfile {
  const isNumber = scaleOf(shape) === 'number';
  const found = new Map<string, number>();
  for (const [value, rows] of counts) {
    const text = isNumber ? String(Number(value)) : value;
    found.set(text, (found.get(text) ?? 0) + rows);
  }
  const expected = new Map<string, number>();
  if (declared?.values?.kind === 'values')
    for (const { value, share } of declared.values.values) expected.set(textOf(value), share);
  const all = [...new Set([...found.keys(), ...expected.keys()])].map((value): ValueProfile => {
    const share = expected.get(value) ?? (expected.size > 0 ? 0 : undefined);
    return {
      value: cut(value),
      rows: found.get(value) ?? 0,
      ...(share === undefined ? {} : { expected: share }),
    };
  });
  const sorted = all.sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
  const shown = (guarded ? guardValues(sorted, tokenKey) : sorted).slice(0, LISTED_VALUES);
  const otherRows = measured.present - shown.reduce((sum, { rows }) => sum + rows, 0);
  const isTold = otherRows === 0 || !guarded || otherRows >= LEAST_ROWS;
  return { entries: shown, ...(isTold ? { otherRows } : {}) };
}

const textOf = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST_VALUE
    ? text
    : `${characters.slice(0, LONGEST_VALUE).join('')}…`;
}

function expectedOf({ type }: ColumnShape, { nullShare, values }: DeclaredColumn): ExpectedColumn {
  if (values === undefined) return { nullShare };
  if (values.kind === 'values') return { nullShare, distribution: 'weights' };
  const { distribution, min, max } = values;
  return {
    nullShare,
    distribution,
    ...(min === undefined ? {} : { min: showSize(min, type) }),
    ...(max === undefined ? {} : { max: showSize(max, type) }),
  };
}
