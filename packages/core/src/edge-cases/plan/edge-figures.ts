import type { EdgePlan } from '../edge-case.ts';

/** What a plan comes to. */
export interface EdgeFigures {
  /** Rows that are added to the table. */
  readonly validRows: number;
  /** Rows that break one rule each and are kept apart. */
  readonly invalidRows: number;
  /** Cases of single cells, in rows of either kind. */
  readonly cases: number;
  /** Rows of combinations, among the valid ones. */
  readonly combinationRows: number;
  /** Combinations that these rows hold. */
  readonly combinations: number;
  /** Cases that could not be used. */
  readonly dropped: number;
}

/** How many rows, cases and combinations a plan has. */
export function edgeFigures({ valid, invalid, combinations, dropped }: EdgePlan): EdgeFigures {
  const combinationRows = valid.filter(({ cases }) => cases.length > 1).length;
  return {
    validRows: valid.length,
    invalidRows: invalid.length,
    cases: valid.length + invalid.length - combinationRows,
    combinationRows,
    combinations: combinations.covered,
    dropped: dropped.length,
  };
}
