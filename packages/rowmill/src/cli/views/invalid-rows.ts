import type { InvalidRow, TableInvalidRows } from '@rowmill/core/engine';
import { jsonOfRow } from '../../edge-cases/row-text.ts';
import { countOf } from '../../reports/quantities.ts';
import { UsageError } from '../../usage-error.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';

interface PrintedRows {
  readonly table: string;
  readonly columns: Parameters<typeof jsonOfRow>[1];
  /** Least number of a row that is printed. */
  readonly at: number;
  readonly count: number;
}

/**
 * Prints rows that break one rule each, as NDJSON: the row, its id, the cell and the rule.
 *
 * @throws UsageError when the table has no invalid rows
 */
export function printInvalidRows(
  { table, columns, at, count }: PrintedRows,
  invalid: TableInvalidRows | undefined,
  output: Output,
): number {
  if (invalid === undefined)
    throw new UsageError(`"${table}" has no invalid rows - ask for them: edgeCases: true`);
  const rows = invalid.rows.filter(({ number }) => number >= at).slice(0, count);
  for (const one of rows)
    process.stdout.write(`${labelOf(one).slice(0, -1)},"row":${jsonOfRow(one.row, columns)}}\n`);
  output.note(
    `${table}: ${rows.length} of ${countOf(invalid.rows.length, 'invalid row')}, none of them in the table`,
  );
  return ExitCode.ok;
}

const labelOf = ({ id, column, name, rule }: InvalidRow): string =>
  JSON.stringify({ id, column, case: name, rule, verdict: 'invalid' });
