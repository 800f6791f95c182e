/** How alike two samples of numbers are: 1 less the two-sample Kolmogorov-Smirnov distance. 1 for equal distributions. */
export function ksComplement(one: readonly number[], other: readonly number[]): number {
  const [first, second] = [ascending(one), ascending(other)];
  let [i, j, most] = [0, 0, 0];
  while (i < first.length && j < second.length) {
    const value = Math.min(first[i] as number, second[j] as number);
    while (i < first.length && first[i] === value) i += 1;
    while (j < second.length && second[j] === value) j += 1;
    most = Math.max(most, Math.abs(i / first.length - j / second.length));
  }
  return 1 - most;
}

/** How alike two samples of categories are: 1 less the total variation distance. */
export function tvComplement(one: readonly string[], other: readonly string[]): number {
  const [first, second] = [sharesOf(one), sharesOf(other)];
  let distance = 0;
  for (const value of new Set([...first.keys(), ...second.keys()]))
    distance += Math.abs((first.get(value) ?? 0) - (second.get(value) ?? 0));
  return 1 - distance / 2;
}

/** Two columns of the same rows. */
export interface Pairs<Left, Right = Left> {
  readonly left: readonly Left[];
  readonly right: readonly Right[];
}

/** How alike the linear dependence of two columns is in two tables: 1 less half of the difference of Pearson's r. */
export function correlationSimilarity(one: Pairs<number>, other: Pairs<number>): number {
  return 1 - Math.abs(pearson(one) - pearson(other)) / 2;
}

/** Pearson's coefficient of correlation; NaN where a column is constant. */
export function pearson({ left, right }: Pairs<number>): number {
  const [meanLeft, meanRight] = [meanOf(left), meanOf(right)];
  let [covariance, varianceLeft, varianceRight] = [0, 0, 0];
  for (const [i, value] of left.entries()) {
    const [a, b] = [value - meanLeft, (right[i] as number) - meanRight];
    covariance += a * b;
    varianceLeft += a * a;
    varianceRight += b * b;
  }
  return covariance / Math.sqrt(varianceLeft * varianceRight);
}

/** A cell of a table of contingency; null is a value of its own. */
export type Category = string | number | null;

/** Bins that numbers are put into. */
const BINS = 10;

/**
 * How alike two columns depend on one another in two tables: 1 less the total variation distance of their joint
 * frequencies. Numbers go into ten bins of equal width over the range of `one`; those of `other` that lie outside go
 * into the first or last.
 */
export function contingencySimilarity(one: Pairs<Category>, other: Pairs<Category>): number {
  const left = binsOf(one.left);
  const right = binsOf(one.right);
  const joint = (table: Pairs<Category>): string[] =>
    table.left.map((value, i) => JSON.stringify([left(value), right(table.right[i] ?? null)]));
  return tvComplement(joint(one), joint(other));
}

function binsOf(values: readonly Category[]): (value: Category) => Category {
  const numbers = values.filter((value) => typeof value === 'number');
  const low = numbers.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = numbers.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const width = (high - low) / BINS;
  return (value) => {
    if (typeof value !== 'number') return value;
    if (width === 0) return 0;
    return Math.min(BINS - 1, Math.max(0, Math.floor((value - low) / width)));
  };
}

const ascending = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

function sharesOf(values: readonly string[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const value of values) shares.set(value, (shares.get(value) ?? 0) + 1 / values.length);
  return shares;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
