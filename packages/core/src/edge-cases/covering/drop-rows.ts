import { type Choices, FREE } from './choices.ts';
import type { Excludes } from './complete-row.ts';
import { listSubsets } from './subsets.ts';

/**
 * Drops rows that others make superfluous. A row keeps only the values that some combination needs it for; where these
 * fit between the needed values of another row, the two become one.
 *
 * @returns complete rows: what nobody needs has the value that the row had
 */
export function dropRows(
  rows: readonly Choices[],
  model: {
    readonly levels: readonly number[];
    readonly strength: number;
    readonly excludes: Excludes;
  },
): Choices[] {
  let kept: Choices[] = rows.map((row) => row.slice());
  for (let dropped = true; dropped; ) {
    const needed = neededValues(kept, model);
    const merged = mergeOne(kept, needed, model.excludes);
    dropped = merged !== undefined;
    kept = merged ?? kept;
  }
  return kept;
}

/** The rows, with what no combination needs set free. Earlier rows keep what later ones have too. */
function neededValues(
  rows: readonly Choices[],
  { levels, strength }: { readonly levels: readonly number[]; readonly strength: number },
): Choices[] {
  const needed = rows.map((row) => row.slice().fill(FREE));
  for (const subset of listSubsets(levels.length, strength)) {
    const seen = new Set<number>();
    rows.forEach((row, index) => {
      const combination = subset.reduce(
        (index, factor) => index * (levels[factor] ?? 1) + (row[factor] ?? 0),
        0,
      );
      if (seen.has(combination)) return;
      seen.add(combination);
      for (const factor of subset) {
        const own = needed[index];
        if (own !== undefined) own[factor] = row[factor] ?? 0;
      }
    });
  }
  return needed;
}

function mergeOne(
  rows: readonly Choices[],
  needed: readonly Choices[],
  excludes: Excludes,
): Choices[] | undefined {
  for (let last = rows.length - 1; last >= 0; last--) {
    const own = needed[last] as Choices;
    for (let other = 0; other < rows.length; other++) {
      if (other === last) continue;
      const merged = merge(own, needed[other] as Choices, rows[other] as Choices);
      if (merged === undefined || excludes(merged)) continue;
      return rows.flatMap((row, index) => {
        if (index === last) return [];
        return [index === other ? merged : row];
      });
    }
  }
  return undefined;
}

function merge(own: Choices, other: Choices, whole: Choices): Choices | undefined {
  const merged = whole.slice();
  for (let factor = 0; factor < own.length; factor++) {
    const [mine, theirs] = [own[factor], other[factor]];
    if (mine === FREE || mine === undefined) continue;
    if (theirs !== FREE && theirs !== mine) return undefined;
    merged[factor] = mine;
  }
  return merged;
}
