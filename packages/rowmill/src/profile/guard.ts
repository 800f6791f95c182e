import { createHash } from 'node:crypto';
import { tickStep } from 'd3-array';
import { LEAST_ROWS } from '../validation/least-rows.ts';
import type { HistogramProfile, ValueProfile } from './dataset-profile.ts';
import { QUANTILES } from './profile-sql.ts';

/** A range is told in steps of about this share of it. */
const RANGE_STEPS = 20;

/** A span whose ends are quantiles with {@link LEAST_ROWS} rows at least beyond each, rounded outwards. */
export interface GuardedSpan {
  readonly min: number;
  readonly max: number;
  readonly quartiles: readonly [number, number, number];
  /** Rounds a figure of the column as coarsely as its ends. */
  round(value: number): number;
}

/**
 * What may be told of the values of a column of a masked table. Undefined where so few rows have one that nothing may.
 *
 * @param quantiles at {@link QUANTILES}
 * @param leastStep width that figures are rounded to at least, e.g. a day
 */
export function guardedSpan(
  { present, quantiles }: { readonly present: number; readonly quantiles: readonly number[] },
  leastStep = 0,
): GuardedSpan | undefined {
  const least = LEAST_ROWS / present;
  const index = QUANTILES.findIndex((share) => share >= least);
  const share = QUANTILES[index];
  if (share === undefined || share > 0.25) return undefined;
  const at = (position: number): number => quantiles[position] ?? Number.NaN;
  const [low, high] = [at(index), at(QUANTILES.length - 1 - index)];
  const step = Math.max(leastStep, high > low ? tickStep(low, high, RANGE_STEPS) : 0);
  const to = (direction: (value: number) => number) => (value: number) =>
    step > 0 ? Number((direction(value / step) * step).toPrecision(12)) : value;
  const middle = QUANTILES.indexOf(0.5);
  const [first, median, third] = [middle - 1, middle, middle + 1].map(at).map(to(Math.round));
  return {
    min: to(Math.floor)(low),
    max: to(Math.ceil)(high),
    quartiles: [first ?? 0, median ?? 0, third ?? 0],
    round: to(Math.round),
  };
}

/** The same histogram in wider bins, so that each that has rows has {@link LEAST_ROWS} of them at least. */
export function guardHistogram(histogram: HistogramProfile): HistogramProfile | undefined {
  const { edges, rows, below, above } = withRareTails(histogram);
  const wideEdges = [edges[0] ?? 0];
  const wideRows: number[] = [];
  let open = 0;
  for (const [index, count] of rows.entries()) {
    open += count;
    const isEmptyBin = open === 0 && index < rows.length - 1;
    if (open < LEAST_ROWS && !isEmptyBin) continue;
    wideRows.push(open);
    wideEdges.push(edges[index + 1] ?? 0);
    open = 0;
  }
  if (open > 0) {
    const last = lastFilled(wideRows);
    if (last === -1) return undefined;
    wideRows.splice(last, wideRows.length, (wideRows[last] ?? 0) + open);
    wideEdges.splice(last + 1, wideEdges.length, edges.at(-1) ?? 0);
  }
  return { unit: histogram.unit, edges: wideEdges, rows: wideRows, below, above };
}

/** Tails of a few rows belong to the bins beside them. */
function withRareTails({ edges, rows, below, above }: HistogramProfile): HistogramProfile {
  const counts = [...rows];
  const isRare = (count: number): boolean => count > 0 && count < LEAST_ROWS;
  if (isRare(below)) counts[0] = (counts[0] ?? 0) + below;
  const last = counts.length - 1;
  if (isRare(above)) counts[last] = (counts[last] ?? 0) + above;
  return {
    unit: 'number',
    edges,
    rows: counts,
    below: isRare(below) ? 0 : below,
    above: isRare(above) ? 0 : above,
  };
}

function lastFilled(rows: readonly number[]): number {
  return rows.findLastIndex((count) => count > 0);
}

/** Tokens in the place of values, and none for rare values. */
export function guardValues(values: readonly ValueProfile[], tokenKey: string): ValueProfile[] {
  return values
    .filter(({ rows }) => rows >= LEAST_ROWS)
    .map(({ value, rows }) => ({ value: tokenOf(value, tokenKey), rows }));
}

/** The same token that a check gives a hidden value: see `asToken` of `validation/check-sql.ts`. */
function tokenOf(value: string, tokenKey: string): string {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  return `#${hash(tokenKey + hash(tokenKey + value)).slice(0, 12)}`;
}
