import { RowmillError } from '../../errors.ts';
import { bestCandidate, type SearchModel } from './best-candidate.ts';
import { type Choices, FREE } from './choices.ts';
import { completeRow, type Excludes } from './complete-row.ts';
import { createCoverage } from './coverage.ts';
import { createDraw } from './draw.ts';
import { dropRows } from './drop-rows.ts';

export interface CoveringOptions {
  /** How many values each factor has, at least one. */
  readonly levels: readonly number[];
  /** Every combination of values of so many factors is in a row: 1 to 6. */
  readonly strength: number;
  /** Forbidden combinations. Asked of rows in the making too, whose free factors may still become anything. */
  readonly excludes?: Excludes;
  /** Same seed, same rows. */
  readonly seed?: number;
}

export interface CoveringArray {
  /** For each factor the number of its value, from 0. */
  readonly rows: readonly (readonly number[])[];
  /** Combinations that are in a row. */
  readonly covered: number;
  /** Combinations that no allowed row can have. */
  readonly excluded: number;
}

/** Combinations cannot be covered: they are too many, or it cannot be decided which of them are allowed. */
export class CoveringError extends RowmillError {
  override readonly name = 'CoveringError';
}

/** A byte each. */
const MOST_COMBINATIONS = 50_000_000;
/** Looks at subsets of factors that one search may take, some seconds' worth: see {@link leastLooks}. */
const MOST_LOOKS = 15_000_000;
/** Looks at combinations that one search may take, about a second's worth. */
const WORK = 150_000_000;
const MOST_CANDIDATES = 60;
const MOST_ATTEMPTS = 20;
/** Attempts without a better result, after which there will hardly be one. */
const MOST_IN_VAIN = 6;
/** Steps back before a combination is given up. */
const PROOF_STEPS = 100_000;

/**
 * Rows that together hold every allowed combination of values of `strength` factors.
 *
 * Row by row: of some rows, each begun with a combination that is left and filled in factor by factor with the value
 * that covers most, the best is kept (D. M. Cohen et al., "The AETG System", IEEE TSE 23(7), 1997). The whole is tried
 * several times from other random numbers, and rows that the others make superfluous are dropped.
 *
 * @throws {@link CoveringError} when there are too many combinations, or rules too hard to satisfy.
 */
export function coveringArray({
  levels,
  strength,
  excludes = () => false,
  seed = 0,
}: CoveringOptions): CoveringArray {
  const size = Math.min(strength, levels.length);
  if (size < 1 || levels.some((level) => level < 1)) return { rows: [], covered: 0, excluded: 0 };
  const combinations = countCombinations(levels, size);
  refuseTooMany(levels, size, combinations);
  const { candidates, attempts } = effort(combinations, size);
  const attempt = (number: number): CoveringArray =>
    search({ levels, strength: size, excludes, draw: createDraw(seed, number), candidates });
  return shortest(attempt, attempts, leastRows(levels, size));
}

/** The shortest of some attempts; no more are made once one is as short as can be, or several in a row were in vain. */
function shortest(
  attempt: (number: number) => CoveringArray,
  attempts: number,
  least: number,
): CoveringArray {
  let best = attempt(0);
  let inVain = 0;
  for (let number = 1; number < attempts && inVain < MOST_IN_VAIN; number++) {
    if (best.rows.length <= least) break;
    const found = attempt(number);
    inVain = found.rows.length < best.rows.length ? 0 : inVain + 1;
    if (inVain === 0) best = found;
  }
  return best;
}

/** What would not fit into memory, or take minutes. */
function refuseTooMany(levels: readonly number[], size: number, combinations: number): void {
  if (combinations > MOST_COMBINATIONS) {
    throw new CoveringError(
      `${combinations.toLocaleString('en')} combinations of ${size} of ${levels.length} factors are too many (${MOST_COMBINATIONS.toLocaleString('en')} at most) - lower the strength, or combine fewer columns`,
    );
  }
  if (leastLooks(levels, size) > MOST_LOOKS) {
    throw new CoveringError(
      `rows for ${combinations.toLocaleString('en')} combinations of ${size} of ${levels.length} factors cannot be found in a few seconds - lower the strength, or combine fewer columns`,
    );
  }
}

/** So many candidates and attempts that small models get all of them and large ones end in time. */
function effort(combinations: number, strength: number): { candidates: number; attempts: number } {
  // A row looks at each of its subsets once, for each value; there are about as many rows as the largest values ask for.
  const work = combinations * Math.max(8, Math.sqrt(combinations)) * strength;
  const affordable = Math.max(4, Math.floor(WORK / work));
  const candidates = Math.min(MOST_CANDIDATES, affordable);
  return {
    candidates,
    attempts: Math.max(1, Math.min(MOST_ATTEMPTS, Math.floor(affordable / candidates))),
  };
}

function search(model: SearchModel): CoveringArray {
  const coverage = createCoverage(model.levels, model.strength);
  const rows: Choices[] = [];
  let excluded = 0;
  for (let start = coverage.next(); start !== undefined; start = coverage.next()) {
    const row = bestCandidate(start, coverage, model) ?? proveRow(start, model);
    if (row === undefined) {
      coverage.exclude(start);
      excluded++;
      continue;
    }
    coverage.cover(row);
    rows.push(row);
  }
  const kept = dropRows(rows, model);
  return {
    rows: kept.map((row) => [...row]),
    covered: countCombinations(model.levels, model.strength) - excluded,
    excluded,
  };
}

/** A row with this combination, if there is one at all. */
function proveRow(start: Choices, { levels, excludes }: SearchModel): Choices | undefined {
  if (excludes(start)) return undefined;
  const row = start.slice();
  const order = levels.map((_, factor) => factor);
  const rank = (_: Choices, factor: number): number[] =>
    Array.from({ length: levels[factor] ?? 0 }, (__, value) => value);
  const outcome = completeRow(row, order, { rank, excludes, steps: PROOF_STEPS });
  if (outcome === 'undecided') {
    throw new CoveringError(
      `it cannot be decided within ${PROOF_STEPS.toLocaleString('en')} steps whether rules allow a combination of ${start.filter((value) => value !== FREE).length} values - combine fewer of the columns that rules tie together`,
    );
  }
  return outcome === 'complete' ? row : undefined;
}

/**
 * Looks that one search takes at least: a row looks at every subset of the factors from each of its members, and there
 * are about as many rows as the largest values ask for, times the logarithm of the number of subsets.
 *
 * Source: the bound on the rows of a greedy search, D. M. Cohen et al., "The AETG System", IEEE TSE 23(7), 1997.
 */
function leastLooks(levels: readonly number[], strength: number): number {
  const combined = levels.filter((level) => level > 1);
  const subsets = countCombinations(
    combined.map(() => 1),
    strength,
  );
  const rows = leastRows(levels, strength) * Math.max(1, Math.log(subsets));
  return strength * subsets * rows;
}

/** Rows that the combinations of the factors with the most values need alone. */
function leastRows(levels: readonly number[], strength: number): number {
  const most = levels.toSorted((a, b) => b - a).slice(0, strength);
  return most.reduce((product, level) => product * level, 1);
}

function countCombinations(levels: readonly number[], strength: number): number {
  // Elementary symmetric polynomial of the levels.
  const sums = new Float64Array(strength + 1);
  sums[0] = 1;
  for (const level of levels) {
    for (let k = strength; k > 0; k--) sums[k] = (sums[k] ?? 0) + (sums[k - 1] ?? 0) * level;
  }
  return sums[strength] ?? 0;
}
