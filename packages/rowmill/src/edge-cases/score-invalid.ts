import type { InvalidRow } from '@rowmill/core/engine';
import type { InvalidRowsScore } from '../reports/run-report.ts';
import type { CheckResult } from '../validation/check-result.ts';

/** Most cases that a check lists itself. */
const LISTED = 20;

/**
 * How well validators tell invalid rows: each should be reported by the rule that it names, and by no other.
 *
 * Precision of a rule: of the rows that it reported, the share of those that name it. Recall: of the rows that name it,
 * the share of those that it reported.
 */
export function scoreInvalidRows(
  rows: readonly InvalidRow[],
  reported: readonly ReadonlySet<string>[],
): InvalidRowsScore {
  const of = (place: number): ReadonlySet<string> => reported[place] ?? new Set();
  const isTold = ({ rule }: InvalidRow, place: number): boolean => of(place).has(rule);
  const names = [...new Set([...rows.map(({ rule }) => rule), ...reported.flatMap((r) => [...r])])];
  return {
    cases: rows.length,
    told: rows.filter(isTold).length,
    missed: rows.filter((row, place) => !isTold(row, place)).map(({ id }) => id),
    others: rows.flatMap(({ id, rule }, place) => {
      const rules = [...of(place)].filter((name) => name !== rule).sort();
      return rules.length === 0 ? [] : [{ id, rule, rules }];
    }),
    rules: names.sort().map((rule) => {
      const cases = rows.filter((row) => row.rule === rule).length;
      const told = rows.filter((row, place) => row.rule === rule && isTold(row, place)).length;
      const found = reported.filter((rules) => rules.has(rule)).length;
      return { rule, cases, told, precision: share(told, found), recall: share(told, cases) };
    }),
  };
}

/** What nobody reported, or nobody names, is right altogether. */
const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** Whether each invalid row of a table is reported by its rule: a validator that lets one pass guards nothing. */
export function toldCheck(
  table: string,
  rows: readonly InvalidRow[],
  { missed }: InvalidRowsScore,
  seconds: number,
): CheckResult {
  const ids = new Set(missed);
  const passed = missed.length === 0;
  const examples = rows.filter(({ id }) => ids.has(id)).slice(0, LISTED);
  const list = examples.map(({ id }) => id).join(', ');
  return {
    name: 'invalidRowsAreTold',
    table,
    columns: [],
    passed,
    checkedRows: rows.length,
    failingRows: missed.length,
    ...(passed
      ? {}
      : {
          problem: `${missed.length} of ${rows.length} invalid rows are not told by the rule that they break: ${list}${missed.length > LISTED ? ', …' : ''}`,
        }),
    examples: examples.map(({ id, number, column, rule }) => ({
      key: { id },
      row: number,
      rule,
      column,
      values: {},
    })),
    seconds,
  };
}
