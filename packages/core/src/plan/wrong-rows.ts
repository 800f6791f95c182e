import type { CheckRow, EdgeCase, EdgePlan } from '../edge-cases/edge-case.ts';
import type { Row } from '../format/read-rows.ts';

/** A generated row with one cell that breaks one rule. */
export interface WrongRow {
  readonly row: Row;
  /** The cell, and the rule that it breaks. */
  readonly edgeCase: EdgeCase;
}

/**
 * Rows that break exactly the rule that their case names: each wrong cell in the first generated row in which nothing
 * else is wrong. A case that breaks more in each of them is left out.
 *
 * Shape: cells as values, not as columns hold them: a column of numbers may be given a text.
 */
export function wrongRows({
  edge,
  samples,
  checkRow,
}: {
  readonly edge: Pick<EdgePlan, 'invalid'>;
  readonly samples: readonly Row[];
  readonly checkRow: CheckRow;
}): WrongRow[] {
  return edge.invalid.flatMap(({ cells, cases: [edgeCase] }): WrongRow[] => {
    if (edgeCase === undefined) return [];
    const breaksOne = (row: Row): boolean => {
      const [broken, ...others] = checkRow(row);
      return others.length === 0 && broken?.rule === edgeCase.rule;
    };
    const row = samples.map((sample): Row => ({ ...sample, ...cells })).find(breaksOne);
    return row === undefined ? [] : [{ row, edgeCase }];
  });
}
