import type { WrongRow } from '@rowmill/core/engine';
import type { CellValue } from '@rowmill/core/kernels';
import { countOf } from '../../reports/quantities.ts';
import { UsageError } from '../../usage-error.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';

/**
 * Prints rows that break one rule each, as NDJSON: the row, the cell and the rule. For validators, and for whatever
 * takes rows, to be tested with.
 *
 * @throws UsageError when the table has no edge cases
 */
export function printWrongRows(
  table: string,
  rows: readonly WrongRow[] | undefined,
  output: Output,
): number {
  if (rows === undefined)
    throw new UsageError(`"${table}" has no edge cases - ask for them: edgeCases: true`);
  for (const { row, edgeCase } of rows) {
    const { column, name, rule } = edgeCase;
    const label = JSON.stringify({ table, column, case: name, rule, verdict: 'invalid' });
    process.stdout.write(`${label.slice(0, -1)},"row":${rowText(row)}}\n`);
  }
  output.note(`${table}: ${countOf(rows.length, 'wrong row')}, none of them in the table`);
  return ExitCode.ok;
}

function rowText(row: WrongRow['row']): string {
  const cells = Object.entries(row).map(
    ([name, cell]) => `${JSON.stringify(name)}:${cellText(cell)}`,
  );
  return `{${cells.join(',')}}`;
}

/** Whole numbers of 64 bits are numbers in JSON too. */
const cellText = (cell: CellValue): string =>
  typeof cell === 'bigint' ? String(cell) : JSON.stringify(cell);
