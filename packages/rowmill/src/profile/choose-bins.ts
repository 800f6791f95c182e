import { tickStep } from 'd3-array';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './time-units.ts';

/** Bins of one width, side by side from `first` on. */
export interface Bins {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

export interface BinnedSpan {
  /** `whole`: numbers without a part; `day` and `instant` are in milliseconds. */
  readonly grain: 'whole' | 'fraction' | 'day' | 'instant';
  readonly min: number;
  readonly max: number;
  /** Quantiles of 1 and 99 %. */
  readonly low: number;
  readonly high: number;
}

/** A chart of more bins than this is hard to read. */
const MOST_BINS = 30;
const WANTED_BINS = 20;
/** Values that reach this many times as far as 98 % of them do have a tail that is counted apart. */
const LONG_TAIL = 4;

/**
 * Bins between round numbers that show where most values lie. What a long tail holds falls outside of them. Undefined
 * where all values are the same, or further apart than doubles can tell.
 */
export function chooseBins({ grain, ...span }: BinnedSpan): Bins | undefined {
  const shown = shownSpan(span);
  const [low, high] = grain === 'whole' ? [Math.floor(shown[0]), Math.ceil(shown[1])] : shown;
  const units = grain === 'day' ? DAY_MS : 1;
  const size = (high - low) / units;
  if (!Number.isFinite(size) || size <= 0) return undefined;
  if (grain === 'whole' && size < MOST_BINS)
    return { first: low - 0.5, step: 1, count: Math.round(size) + 1 };
  if (grain === 'day' && size < MOST_BINS)
    return { first: low, step: DAY_MS, count: Math.round(size) + 1 };
  const step = roundStep(grain, low, high);
  const first = Math.floor(low / step) * step;
  const count = Math.floor((high - first) / step) + 1;
  return step > 0 && Number.isFinite(first) && count <= MOST_BINS * 2
    ? { first, step, count }
    : undefined;
}

/** The edges of bins, one more than there are. */
export function edgesOf({ first, step, count }: Bins): number[] {
  // Rounded, since 3 * 0.1 is not 0.3.
  return Array.from({ length: count + 1 }, (_, index) => roundTo(first + index * step));
}

function shownSpan({ min, max, low, high }: Omit<BinnedSpan, 'grain'>): [number, number] {
  const isLong = high > low && max - min > LONG_TAIL * (high - low);
  return isLong ? [low, high] : [min, max];
}

const TIME_STEPS = [
  ...[1, 5, 15, 30].map((count) => count * SECOND_MS),
  ...[1, 5, 15, 30].map((count) => count * MINUTE_MS),
  ...[1, 3, 6, 12].map((count) => count * HOUR_MS),
  ...[1, 2, 7, 14, 28, 91, 182, 365, 1826, 3652, 36_525].map((count) => count * DAY_MS),
];

function roundStep(grain: BinnedSpan['grain'], low: number, high: number): number {
  if (grain === 'whole') return Math.max(1, Math.ceil(tickStep(low, high, WANTED_BINS)));
  if (grain === 'fraction') return tickStep(low, high, WANTED_BINS);
  const least = grain === 'day' ? DAY_MS : 0;
  const step = TIME_STEPS.find((time) => time >= least && (high - low) / time < MOST_BINS);
  return step ?? (high - low) / WANTED_BINS;
}

function roundTo(value: number): number {
  return Number(value.toPrecision(15));
}
