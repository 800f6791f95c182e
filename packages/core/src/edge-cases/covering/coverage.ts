import { type Choices, FREE } from './choices.ts';
import { createGains } from './gains.ts';
import { listSubsets } from './subsets.ts';

/**
 * Which combinations of `strength` factors have been covered: one byte for each combination of values.
 *
 * Subsets of factors are numbered by the combinatorial number system (D. E. Knuth, The Art of Computer Programming 4A,
 * 7.2.1.3): the subset `c0 < c1 < …` is number `C(c0, 1) + C(c1, 2) + …`, so that a place is found by sums alone.
 */
export interface Coverage {
  /** Combinations that are neither covered nor excluded. */
  remaining(): number;
  /**
   * How many combinations that are not covered each value of a factor would make with the chosen values of the others.
   *
   * @param gains one number for each value of the factor; written
   */
  gains(row: Choices, factor: number, gains: Float64Array): void;
  /** Marks all combinations of a row as covered. Returns how many were not. */
  cover(row: Choices): number;
  /** Marks the combination of the chosen values of a row, which has exactly `strength` of them. */
  exclude(row: Choices): void;
  /** The first combination that is left, as a row with all other factors free. */
  next(): Choices | undefined;
  /** How many combinations that are left have this value. */
  left(factor: number, value: number): number;
}

const LEFT = 1;

/** @param levels how many values each factor has, at least one */
export function createCoverage(levels: readonly number[], strength: number): Coverage {
  const subsets = listSubsets(levels.length, strength);
  const offsets = offsetsOf(levels, subsets);
  const cells = new Uint8Array(offsets[subsets.length] ?? 0).fill(LEFT);
  const leftOf = countPerValue(levels, subsets);
  let remaining = cells.length;
  let firstRank = 0;

  const take = (row: Choices): number => {
    const before = remaining;
    subsets.forEach((subset, rank) => {
      if (subset.some((factor) => row[factor] === FREE)) return;
      const cell = (offsets[rank] ?? 0) + indexOf(subset, row, levels);
      if (cells[cell] !== LEFT) return;
      cells[cell] = 0;
      remaining--;
      for (const factor of subset) addAt(leftOf[factor], row[factor] ?? 0, -1);
    });
    return before - remaining;
  };
  return {
    remaining: () => remaining,
    left: (factor, value) => leftOf[factor]?.[value] ?? 0,
    cover: take,
    exclude: (row) => void take(row),
    gains: createGains({ levels, strength, offsets, cells }),
    next() {
      const cell = cells.indexOf(LEFT, offsets[firstRank]);
      if (cell < 0) return undefined;
      // Subsets before that of the cell have nothing left.
      while ((offsets[firstRank + 1] ?? 0) <= cell) firstRank++;
      return choicesOf(cell - (offsets[firstRank] ?? 0), subsets[firstRank] ?? [], levels);
    },
  };
}

/** Where the combinations of each subset begin, and where the last ends. */
function offsetsOf(
  levels: readonly number[],
  subsets: readonly (readonly number[])[],
): Float64Array {
  const offsets = new Float64Array(subsets.length + 1);
  subsets.forEach((subset, rank) => {
    offsets[rank + 1] = (offsets[rank] ?? 0) + sizeOf(subset, levels);
  });
  return offsets;
}

const sizeOf = (subset: readonly number[], levels: readonly number[]): number =>
  subset.reduce((product, factor) => product * (levels[factor] ?? 1), 1);

const indexOf = (subset: readonly number[], row: Choices, levels: readonly number[]): number =>
  subset.reduce((index, factor) => index * (levels[factor] ?? 1) + (row[factor] ?? 0), 0);

function choicesOf(index: number, subset: readonly number[], levels: readonly number[]): Choices {
  const row = new Int16Array(levels.length).fill(FREE);
  let rest = index;
  for (const factor of subset.toReversed()) {
    const level = levels[factor] ?? 1;
    row[factor] = rest % level;
    rest = Math.floor(rest / level);
  }
  return row;
}

function countPerValue(
  levels: readonly number[],
  subsets: readonly (readonly number[])[],
): Float64Array[] {
  const counts = levels.map((level) => new Float64Array(level));
  for (const subset of subsets) {
    const size = sizeOf(subset, levels);
    for (const factor of subset) {
      const values = counts[factor];
      values?.forEach((_, value) => {
        addAt(values, value, size / values.length);
      });
    }
  }
  return counts;
}

function addAt(counts: Float64Array | undefined, index: number, amount: number): void {
  if (counts !== undefined) counts[index] = (counts[index] ?? 0) + amount;
}
