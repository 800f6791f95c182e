/** Tables of distributions that are computed once per step, for every engine. */

/** Poisson distributions with a mean above it need no table. */
export const LARGEST_POISSON_TABLE = 64;

/**
 * Probabilities that a Poisson variable is at most 0, 1, 2, ...: the running sums up to 1 - 1e-15.
 *
 * @param mean up to {@link LARGEST_POISSON_TABLE}
 */
export function poissonThresholds(mean: number): Float64Array {
  const cumulative: number[] = [];
  let probability = Math.exp(-mean);
  let sum = 0;
  for (let k = 0; sum < 1 - 1e-15 && k < 400; k++) {
    if (k > 0) probability *= mean / k;
    sum += probability;
    cumulative.push(sum);
  }
  return Float64Array.from(cumulative);
}

/** Ranks of Zipf's law that are summed one by one. */
export const ZIPF_TABLE = 65_536;

/** Zipf's law over `1 ... count`, with weights instead of probabilities: rank `r` weighs `r^-exponent`. */
export interface ZipfLaw {
  /** Running sums of the weights of the first ranks. */
  readonly cumulative: Float64Array;
  /** Weight of the ranks in the table. */
  readonly sum: number;
  /** Weight of all ranks, those behind the table by integral. */
  readonly total: number;
  /** Where the integral begins. */
  readonly start: number;
}

export function zipfLaw(count: number, exponent: number): ZipfLaw {
  const exact = Math.min(count, ZIPF_TABLE);
  const cumulative = new Float64Array(exact);
  let sum = 0;
  for (let rank = 1; rank <= exact; rank++) {
    sum += rank ** -exponent;
    cumulative[rank - 1] = sum;
  }
  const area = (from: number, to: number): number =>
    exponent === 1
      ? Math.log(to / from)
      : (to ** (1 - exponent) - from ** (1 - exponent)) / (1 - exponent);
  const start = exact + 0.5;
  return { cumulative, sum, start, total: sum + (count > exact ? area(start, count + 0.5) : 0) };
}
