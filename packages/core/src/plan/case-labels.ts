import type { EdgeVerdict } from '../edge-cases/edge-case.ts';
import type { InvalidRow } from './invalid-rows.ts';
import type { TablePlan } from './plan.ts';

/** Why a row is there: one case of it. Rows of combinations have several. */
export interface CaseLabel {
  /** `<table>/<number of the row>`. */
  readonly id: string;
  readonly table: string;
  /** Which row it is, from 1, of the file of its table with rows of its verdict. */
  readonly row: number;
  /** The column that was set; several are separated by commas. */
  readonly column: string;
  readonly case: string;
  /** What the case is about; the rule that an invalid row breaks. */
  readonly rule: string;
  readonly verdict: EdgeVerdict;
}

/**
 * The labels of the edge rows of a table, then those of its invalid rows. Of cases that are repeated for the sake of
 * a share, the first of each is labelled.
 */
export function caseLabels(
  { name: table, edge }: Pick<TablePlan, 'name' | 'edge'>,
  invalid: readonly InvalidRow[] = [],
): CaseLabel[] {
  const valid = (edge?.cycle ?? []).flatMap(({ cases }, place) =>
    cases.map(({ column, name, rule, verdict }) => {
      const id = `${table}/${(edge?.firstRow ?? 0) + place}`;
      return { id, table, row: place + 1, column, case: name, rule, verdict };
    }),
  );
  return [
    ...valid,
    ...invalid.map(({ id, column, name, rule }, place) => ({
      id,
      table,
      row: place + 1,
      column,
      case: name,
      rule,
      verdict: 'invalid' as const,
    })),
  ];
}
