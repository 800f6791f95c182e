import type { Spread } from './declared-spread.ts';

/** A point of the distribution of a column: the shares of its values below a value, and up to and with it. */
export interface SharePoint {
  readonly value: number;
  readonly below: number;
  readonly atMost: number;
}

/** Points of ascending values with how often they occur. */
export function sharePoints(
  counts: readonly (readonly [value: number, count: number])[],
): SharePoint[] {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  return counts.map(([value, count]) => {
    const below = seen / total;
    seen += count;
    return { value, below, atMost: seen / total };
  });
}

/**
 * The distance of Kolmogorov and Smirnov: the greatest difference between the shares of the values up to any point and
 * those that a distribution has there. Distributions may have jumps.
 *
 * @param points in ascending order. Exact with one for each different value; with fewer the true distance is greater by
 * no more than `error`, the largest share of values between two neighbouring points.
 */
export function kolmogorovSmirnov(
  points: readonly SharePoint[],
  spread: Spread,
): { readonly distance: number; readonly error: number } {
  let [distance, error, before] = [0, 0, 0];
  for (const { value, below, atMost } of points) {
    distance = Math.max(
      distance,
      Math.abs(atMost - spread.atMost(value)),
      Math.abs(below - spread.below(value)),
    );
    error = Math.max(error, below - before);
    before = atMost;
  }
  return { distance, error };
}

/** What an empty bin counts as, since the index knows no logarithm of 0. */
export const LEAST_BIN_SHARE = 0.0001;

/**
 * Population stability index of two lists of shares of the same bins: the sum of (p - q) ln(p / q). Below 0.1 nothing
 * has moved that matters, above 0.25 much has. A bin without rows on one side counts as 0.0001 there.
 *
 * Source: N. Siddiqi, "Credit Risk Scorecards", Wiley 2006; it is the divergence of H. Jeffreys, 1946.
 */
export function stabilityIndex(observed: readonly number[], expected: readonly number[]): number {
  return observed.reduce((sum, share, bin) => {
    const [p, q] = [share, expected[bin] ?? 0].map((x) => Math.max(x, LEAST_BIN_SHARE)) as [
      number,
      number,
    ];
    return sum + (p - q) * Math.log(p / q);
  }, 0);
}

/** The least values at which the shares 1 / bins, 2 / bins ... are reached, without those that repeat. */
export function quantileEdges(quantile: (share: number) => number, bins: number): number[] {
  const shares = Array.from({ length: bins - 1 }, (_, index) => (index + 1) / bins);
  return [...new Set(shares.map(quantile))];
}

/** The shares of the bins between edges, from those of the values up to each edge; the last bin is open. */
export function binShares(upToEdges: readonly number[]): number[] {
  return [...upToEdges, 1].map((share, bin, all) => share - (all[bin - 1] ?? 0));
}
