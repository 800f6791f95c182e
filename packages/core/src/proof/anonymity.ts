import type { EquivalenceClass } from './equivalence-classes.ts';

/** What a reader can tell of the rows of a table by its quasi-identifiers. */
export interface Anonymity {
  /** Rows of the smallest class (Samarati and Sweeney 1998). 0 for a table without rows. */
  readonly k: number;
  /** Rows in classes that are smaller than the bound, and their share. */
  readonly rowsBelow: number;
  readonly shareBelow: number;
  readonly classes: number;
  readonly sensitive: readonly SensitiveAnonymity[];
}

/** What a reader can tell of one sensitive column who knows the class of somebody. */
export interface SensitiveAnonymity {
  /** Different values in the class that has the fewest (Machanavajjhala et al. 2007). */
  readonly distinctL: number;
  /** Values that the least even class is worth: the exponential of its entropy, rounded down. */
  readonly entropyL: number;
  /** Greatest distance of a class from the whole table, 0 to 1 (Li, Li and Venkatasubramanian 2007). */
  readonly t: number;
}

/**
 * Measures k-anonymity, l-diversity and t-closeness.
 *
 * Distance: for numbers the ordered one, the sum of the absolute cumulated differences over (m - 1) for m different
 * values; else half of the sum of absolute differences. A column is one of numbers where every value is.
 *
 * @param bound classes with fewer rows count as too small
 */
export function measureAnonymity(classes: readonly EquivalenceClass[], bound: number): Anonymity {
  const sizes = classes.map(({ rows }) => rows);
  const total = sum(sizes);
  const rowsBelow = sum(sizes.filter((rows) => rows < bound));
  const columns = classes[0]?.sensitive.length ?? 0;
  return {
    k: least(sizes, 0),
    rowsBelow,
    shareBelow: total === 0 ? 0 : rowsBelow / total,
    classes: classes.length,
    sensitive: Array.from({ length: columns }, (_, index) => {
      const counts = classes.map(({ sensitive }) => sensitive[index] ?? new Map<string, number>());
      return measureSensitive(counts);
    }),
  };
}

type Counts = ReadonlyMap<string, number>;

function measureSensitive(classes: readonly Counts[]): SensitiveAnonymity {
  const whole = new Map<string, number>();
  for (const counts of classes)
    for (const [value, rows] of counts) whole.set(value, (whole.get(value) ?? 0) + rows);
  const values = inOrder([...whole.keys()]);
  const expected = shares(whole, values.list);
  const distances = classes.map((counts) => {
    const differences = shares(counts, values.list).map((share, i) => share - (expected[i] ?? 0));
    return values.areNumbers ? orderedDistance(differences) : sum(differences.map(Math.abs)) / 2;
  });
  return {
    distinctL: least(
      classes.map(({ size }) => size),
      0,
    ),
    // Rounding must not take a value away from a class whose entropy is that of a whole number.
    entropyL: Math.floor(Math.exp(least(classes.map(entropyOf), 0)) + 1e-9),
    t: distances.reduce((most, distance) => Math.max(most, distance), 0),
  };
}

function orderedDistance(differences: readonly number[]): number {
  if (differences.length < 2) return 0;
  let cumulated = 0;
  let total = 0;
  for (const difference of differences) {
    cumulated += difference;
    total += Math.abs(cumulated);
  }
  return total / (differences.length - 1);
}

function shares(counts: Counts, values: readonly string[]): readonly number[] {
  const total = sum([...counts.values()]);
  return values.map((value) => (counts.get(value) ?? 0) / total);
}

function entropyOf(counts: Counts): number {
  const total = sum([...counts.values()]);
  let entropy = 0;
  for (const rows of counts.values()) entropy -= (rows / total) * Math.log(rows / total);
  return entropy;
}

function inOrder(values: readonly string[]): {
  readonly list: readonly string[];
  readonly areNumbers: boolean;
} {
  const areNumbers = values.every((value) => value.trim() !== '' && Number.isFinite(Number(value)));
  const list = areNumbers ? values.toSorted((a, b) => Number(a) - Number(b)) : values;
  return { list, areNumbers };
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

const least = (values: readonly number[], empty: number): number =>
  values.length === 0 ? empty : values.reduce((lowest, one) => Math.min(lowest, one));
