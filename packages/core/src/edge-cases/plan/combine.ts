import { type Choices, FREE } from '../covering/choices.ts';
import { type CoveringArray, CoveringError, coveringArray } from '../covering/covering-array.ts';
import type { EdgeCase, EdgeCombinations, EdgeRow, EdgeValue } from '../edge-case.ts';
import type { Faults } from './classify.ts';
import type { Factor } from './factors.ts';

export interface CombineOptions {
  readonly strength: number;
  readonly seed: number;
  readonly faults: Faults;
}

export interface Combined {
  readonly rows: readonly EdgeRow[];
  readonly combinations: EdgeCombinations;
  /** Why there are none, where some were asked for. */
  readonly problem?: string;
}

/** The rule that rows of combinations are about. */
const RULE = 'combinations';

/** Rows that together hold every combination of values of so many columns that rules allow. */
export function combineFactors(factors: readonly Factor[], options: CombineOptions): Combined {
  const allowed = factors
    .map((factor) => withoutWrongLevels(factor, factors, options.faults))
    .filter(({ levels }) => levels.length > 1);
  const columns = allowed.map(({ column }) => column);
  const strength = Math.min(options.strength, allowed.length);
  if (strength < 2) return { rows: [], combinations: nothing(0, []) };
  try {
    const { rows, covered, excluded } = cover(allowed, { ...options, strength });
    return {
      rows: rows.map((row) => rowOf(allowed, row)),
      combinations: { strength, columns, covered, excluded },
    };
  } catch (error) {
    if (!(error instanceof CoveringError)) throw error;
    return { rows: [], combinations: nothing(strength, columns), problem: error.message };
  }
}

const nothing = (strength: number, columns: readonly string[]): EdgeCombinations => ({
  strength,
  columns,
  covered: 0,
  excluded: 0,
});

/** A value that breaks a rule whatever stands beside it is in no row. */
function withoutWrongLevels(
  { column, levels }: Factor,
  factors: readonly Factor[],
  faults: Faults,
): Factor {
  return {
    column,
    levels: levels.filter(({ value }) => fitsSomewhere({ [column]: value }, factors, faults)),
  };
}

/** Rules are asked only where rows that know none of them break some: most tables have no rule across columns. */
function cover(
  factors: readonly Factor[],
  { strength, seed, faults }: CombineOptions,
): CoveringArray {
  const levels = factors.map((factor) => factor.levels.length);
  const isWrong = remember((row) => faults(cellsOf(factors, row)).length > 0);
  const free = coveringArray({ levels, strength, seed });
  if (free.rows.every((row) => !isWrong(row))) return free;
  const forbidden = forbiddenPairs(factors, faults);
  const excludes = (row: Choices): boolean =>
    row.includes(FREE) ? forbidden(row) : isWrong(Array.from(row));
  return coveringArray({ levels, strength, seed, excludes });
}

function remember(
  decide: (row: readonly number[]) => boolean,
): (row: readonly number[]) => boolean {
  const known = new Map<string, boolean>();
  return (row) => {
    const key = row.join(' ');
    const decided = known.get(key) ?? decide(row);
    known.set(key, decided);
    return decided;
  };
}

/** A value of a factor, by their numbers. */
interface Choice {
  readonly factor: number;
  readonly level: number;
}

/**
 * Pairs of values that break a rule whatever one other column holds: what rows in the making must not have, so that the
 * search need not fill them in to find out. Rules about more columns show in full rows.
 */
function forbiddenPairs(factors: readonly Factor[], faults: Faults): (row: Choices) => boolean {
  const choices = factors.flatMap(({ levels }, factor) =>
    levels.map((_, level): Choice => ({ factor, level })),
  );
  const cellOf = ({ factor, level }: Choice) => {
    const { column = '', levels = [] } = factors[factor] ?? {};
    return { [column]: levels[level]?.value ?? null };
  };
  const pairs = choices.flatMap((a) =>
    choices
      .filter((b) => b.factor > a.factor)
      .filter((b) => !fitsSomewhere({ ...cellOf(a), ...cellOf(b) }, factors, faults))
      .map((b) => [a, b] as const),
  );
  return (row) => pairs.some(([a, b]) => row[a.factor] === a.level && row[b.factor] === b.level);
}

/** Whether cells break no rule in a generated row, or in one where another column has one of its values. */
function fitsSomewhere(
  cells: Readonly<Record<string, EdgeValue>>,
  factors: readonly Factor[],
  faults: Faults,
): boolean {
  if (faults(cells).length === 0) return true;
  return factors.some(
    ({ column, levels }) =>
      !Object.hasOwn(cells, column) &&
      levels.some(({ value }) => faults({ ...cells, [column]: value }).length === 0),
  );
}

function cellsOf(
  factors: readonly Factor[],
  row: readonly number[],
): Readonly<Record<string, EdgeValue>> {
  return Object.fromEntries(
    factors.map(({ column, levels }, i) => [column, levels[row[i] ?? 0]?.value ?? null]),
  );
}

function rowOf(factors: readonly Factor[], row: readonly number[]): EdgeRow {
  const cases = factors.flatMap(({ column, levels }, i): EdgeCase[] => {
    const level = levels[row[i] ?? 0];
    return level === undefined ? [] : [{ column, ...level, rule: RULE, verdict: 'valid' }];
  });
  return { cells: cellsOf(factors, row), cases, verdict: 'valid' };
}
