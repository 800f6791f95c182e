import { type Choices, FREE } from './choices.ts';
import { completeRow, type Excludes } from './complete-row.ts';
import type { Coverage } from './coverage.ts';
import { type Draw, shuffle } from './draw.ts';

/** What rows are searched for, and how long. */
export interface SearchModel {
  readonly levels: readonly number[];
  readonly strength: number;
  readonly excludes: Excludes;
  readonly draw: Draw;
  /** Rows of which the best is taken. */
  readonly candidates: number;
}

/** Steps back before a candidate is given up. */
const CANDIDATE_STEPS = 200;

/** The one that covers most, of some rows begun with a combination or with a value that is left most often. */
export function bestCandidate(
  start: Choices,
  coverage: Coverage,
  model: SearchModel,
): Choices | undefined {
  let best: Choices | undefined;
  let bestGain = 0;
  for (let candidate = 0; candidate < model.candidates; candidate++) {
    const row = start.slice();
    // Half of the rows are begun anew: the first combination that is left need not be a good beginning.
    const isFree = candidate % 2 === 1;
    if (isFree) row.fill(FREE);
    const order = orderFactors(coverage, model);
    if (isFree) chooseFirst(row, order, coverage, model);
    if (model.excludes(row)) continue;
    const filled = fill(row, order, coverage, model);
    if (filled === undefined || filled.gain <= bestGain) continue;
    bestGain = filled.gain;
    best = filled.row;
  }
  return best;
}

function chooseFirst(
  row: Choices,
  order: readonly number[],
  coverage: Coverage,
  { levels }: SearchModel,
): void {
  let most = 0;
  for (const factor of order) {
    for (let value = 0; value < (levels[factor] ?? 0); value++) {
      const left = coverage.left(factor, value);
      if (left <= most) continue;
      most = left;
      row.fill(FREE);
      row[factor] = value;
    }
  }
}

function fill(
  row: Choices,
  order: readonly number[],
  coverage: Coverage,
  { levels, excludes, draw }: SearchModel,
): { readonly row: Choices; readonly gain: number } | undefined {
  const gains = new Float64Array(Math.max(...levels));
  const rank = (choices: Choices, factor: number): number[] => {
    coverage.gains(choices, factor, gains);
    const values = shuffle(levels[factor] ?? 0, draw);
    return values.sort((a, b) => (gains[b] ?? 0) - (gains[a] ?? 0));
  };
  if (completeRow(row, order, { rank, excludes, steps: CANDIDATE_STEPS }) !== 'complete') {
    return undefined;
  }
  return { row, gain: gainOf(row, coverage, gains) };
}

/** Every combination is counted once, at the last of its factors. */
function gainOf(row: Choices, coverage: Coverage, gains: Float64Array): number {
  const prefix = row.slice().fill(FREE);
  let sum = 0;
  row.forEach((value, factor) => {
    coverage.gains(prefix, factor, gains);
    sum += gains[value] ?? 0;
    prefix[factor] = value;
  });
  return sum;
}

/** Those of which most is left for each of their values come first (as in R. C. Bryce and C. J. Colbourn, "The density algorithm", STVR 17(3), 2007). */
function orderFactors(coverage: Coverage, { levels, draw }: SearchModel): number[] {
  const left = levels.map((level, factor) => {
    let sum = 0;
    for (let value = 0; value < level; value++) sum += coverage.left(factor, value);
    return sum / level;
  });
  return shuffle(levels.length, draw).sort((a, b) => (left[b] ?? 0) - (left[a] ?? 0));
}
