import { scaleLinear, scaleUtc } from 'd3-scale';
import type { ColumnProfile, HistogramProfile } from '../profile/dataset-profile.ts';
import { formatCount } from './quantities.ts';

/** `10.1 %`, `< 0.1 %`, `0 %`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.0005) return '< 0.1 %';
  return `${Number((share * 100).toFixed(1))} %`;
}

/** Words for a value of a profile: figures with commas, instants to the minute, all else as it is. */
export function formatValue(value: number | string): string {
  if (typeof value === 'string') return value.replace(/T(\d\d:\d\d):\d\dZ$/, ' $1');
  if (Number.isInteger(value)) return Math.abs(value) < 1e15 ? formatCount(value) : String(value);
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e15)
    ? value.toPrecision(4)
    : value.toLocaleString('en-US', { maximumSignificantDigits: 6 });
}

/** Words for an estimate: a day of an instant, four digits of a number. */
export function formatEstimate(value: number | string): string {
  if (typeof value === 'string') return value.replace(/T\d\d:\d\d:\d\dZ$/, '');
  return formatValue(Number.isInteger(value) ? value : Number(value.toPrecision(4)));
}

/** Words for the edges of a histogram, as short as they are told apart. */
export function edgeNames({ edges, unit }: HistogramProfile): (edge: number) => string {
  const [low = 0, high = 1] = [edges[0], edges.at(-1)];
  if (unit === 'number') {
    const format = scaleLinear().domain([low, high]).tickFormat(edges.length);
    return (edge) =>
      Math.abs(edge) >= 1e6 ? formatValue(Number(edge.toPrecision(6))) : format(edge);
  }
  const isWholeDays = edges.every((edge) => edge % 86_400_000 === 0);
  return (edge) => {
    const text = new Date(edge).toISOString();
    return isWholeDays ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
  };
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Round places on the axis of a histogram with what stands below them. */
export function ticksOf({ edges, unit }: HistogramProfile, count: number): Tick[] {
  const [low = 0, high = 1] = [edges[0], edges.at(-1)];
  const tick = (at: number, text: string): Tick => ({ at, text });
  if (unit === 'time') {
    const scale = scaleUtc().domain([low, high]);
    const format = scale.tickFormat();
    return scale.ticks(count).map((date) => tick(date.getTime(), format(date)));
  }
  const scale = scaleLinear().domain([low, high]);
  const format =
    Math.max(Math.abs(low), Math.abs(high)) >= 1e5
      ? scale.tickFormat(count, '~s')
      : scale.tickFormat(count);
  return scale.ticks(count).map((at) => tick(at, format(at)));
}

/** Half of what the shares of all bins or values differ by: 0 where they are the same, 1 where they share nothing. */
export function distanceOf(profile: ColumnProfile): number | undefined {
  const pairs = sharesOf(profile);
  if (pairs.length === 0) return undefined;
  return pairs.reduce((sum, [observed, expected]) => sum + Math.abs(observed - expected), 0) / 2;
}

/** Observed and expected shares, of bins or values for which both are known. */
function sharesOf({ histogram, values }: ColumnProfile): [number, number][] {
  if (histogram?.expected !== undefined) {
    const { rows, below, above, expected } = histogram;
    const total = sumOf(rows) + below + above;
    const outside = 1 - sumOf(expected);
    const bins = rows.map((count, index): [number, number] => [
      count / total,
      expected[index] ?? 0,
    ]);
    return [...bins, [(below + above) / total, Math.max(0, outside)]];
  }
  const total = sumOf(values?.entries.map(({ rows }) => rows) ?? []) + (values?.otherRows ?? 0);
  const pairs = values?.entries.flatMap(({ rows, expected }): [number, number][] =>
    expected === undefined ? [] : [[rows / total, expected]],
  );
  return total === 0 ? [] : (pairs ?? []);
}

export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
