import { ksComplement, tvComplement } from '../statistics/quality.ts';

type Cells = readonly (string | null)[];

/** Compares how the values of a column are distributed before and after its mask, in a sample of its rows. */
export interface SimilarityCheck {
  add(before: Cells, after: Cells): void;
  /**
   * 1 for equal distributions, 0 for nothing in common: by Kolmogorov and Smirnov where all values are numbers or days,
   * else by the total variation of the frequencies. Undefined without values.
   */
  similarity(): number | undefined;
}

const SAMPLED_ROWS = 10_000;

/** Takes every row, then every second one, every fourth … so that the sample is spread over the whole column. */
export function createSimilarityCheck(sampledRows = SAMPLED_ROWS): SimilarityCheck {
  let sample: (readonly [string | null, string | null])[] = [];
  let [row, step] = [0, 1];
  const take = (pair: readonly [string | null, string | null]): void => {
    sample.push(pair);
    if (sample.length < sampledRows) return;
    sample = sample.filter((_, index) => index % 2 === 0);
    step *= 2;
  };
  return {
    add(before, after) {
      for (const [index, cell] of before.entries()) {
        if (row % step === 0) take([cell, after[index] ?? null]);
        row += 1;
      }
    },
    similarity() {
      const before = sample.flatMap(([cell]) => (cell === null ? [] : [cell]));
      const after = sample.flatMap(([, cell]) => (cell === null ? [] : [cell]));
      if (before.length === 0 || after.length === 0) return undefined;
      const [was, is] = [numbersOf(before), numbersOf(after)];
      if (was === undefined || is === undefined) return tvComplement(before, after);
      return ksComplement(was, is);
    },
  };
}

/** Numbers as they are, days and instants as numbers; undefined where a value is neither. */
function numbersOf(values: readonly string[]): readonly number[] | undefined {
  const numbers = values.map((value) =>
    /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value.slice(0, 10)) : Number(value || Number.NaN),
  );
  return numbers.every(Number.isFinite) ? numbers : undefined;
}
