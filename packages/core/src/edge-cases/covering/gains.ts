import { type Choices, FREE } from './choices.ts';
import { binomialTable, listSubsets } from './subsets.ts';

interface Places {
  readonly levels: readonly number[];
  readonly strength: number;
  /** Where the combinations of each subset begin, by its number. */
  readonly offsets: Float64Array;
  /** 1 for a combination that is left. */
  readonly cells: Uint8Array;
}

/** Counts, for each value of a factor, the combinations that are left and that it makes with the chosen values of others. */
export type CountGains = (row: Choices, factor: number, gains: Float64Array) => void;

/** The values of a factor lie a stride apart, so that one look at a subset of the others counts for all of them. */
export function createGains({ levels, strength, offsets, cells }: Places): CountGains {
  const width = strength + 1;
  const binomials = binomialTable(levels.length, strength);
  const subsetsOf = keepSubsets(strength - 1);

  const place = (members: readonly number[], row: Choices, factor: number) => {
    let [rank, index, stride] = [0, 0, 0];
    members.forEach((member, size) => {
      const level = levels[member] as number;
      rank += binomials[member * width + size + 1] as number;
      index = index * level + (member === factor ? 0 : (row[member] as number));
      stride = member === factor ? 1 : stride * level;
    });
    return { first: (offsets[rank] ?? 0) + index, stride };
  };
  return (row, factor, gains) => {
    const values = levels[factor] ?? 1;
    gains.fill(0, 0, values);
    const chosen = chosenBeside(row, factor);
    for (const subset of subsetsOf(chosen.length)) {
      const { first, stride } = place(withFactor(subset, chosen, factor), row, factor);
      for (let value = 0; value < values; value++) {
        gains[value] = (gains[value] ?? 0) + (cells[first + value * stride] ?? 0);
      }
    }
  };
}

/** The same few lists are asked for again and again. */
function keepSubsets(size: number): (count: number) => readonly (readonly number[])[] {
  const kept: (readonly (readonly number[])[])[] = [];
  return (count) => {
    kept[count] ??= listSubsets(count, size);
    return kept[count] ?? [];
  };
}

function chosenBeside(row: Choices, factor: number): number[] {
  const chosen: number[] = [];
  for (let other = 0; other < row.length; other++) {
    if (other !== factor && row[other] !== FREE) chosen.push(other);
  }
  return chosen;
}

/** Ascending. */
function withFactor(
  subset: readonly number[],
  chosen: readonly number[],
  factor: number,
): readonly number[] {
  const members = subset.map((position) => chosen[position] as number);
  const at = members.findIndex((member) => member > factor);
  members.splice(at < 0 ? members.length : at, 0, factor);
  return members;
}
