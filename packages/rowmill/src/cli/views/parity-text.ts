import type { DifferingRow, ParityReport, ParityTable } from '../../parity/parity-report.ts';
import { countOf, formatCount } from '../../reports/quantities.ts';
import type { Output } from '../output.ts';
import { textTable } from '../text-table.ts';

const SHOWN_ROWS = 5;

/** The matrix of tables and places, and what is not the same. */
export function showParity(report: ParityReport, output: Output): void {
  const { green, red, dim, bold } = output.colors;
  const { places, tables, equal } = report;
  const rows = tables.map(({ name, equal: same, cells }) => [
    same ? green('✓') : red('✗'),
    name,
    ...cells.map((cell) =>
      cell === null
        ? red('missing')
        : `${formatCount(cell.rows)} ${dim(`${cell.group} ${cell.digest.slice(0, 8)}`)}`,
    ),
  ]);
  output.print(
    textTable(rows, { head: ['', bold('table'), ...places.map(({ name }) => bold(name))] }),
  );
  for (const table of tables.filter((one) => !one.equal))
    output.print(`\n${differencesOf(table, output)}`);
  const different = tables.filter((table) => !table.equal).length;
  output.print('');
  output.print(
    equal
      ? `${green('✓')} ${countOf(tables.length, 'table')} equal in ${countOf(places.length, 'place')}`
      : `${red('✗')} ${bold(`${formatCount(different)} of ${countOf(tables.length, 'table')} differ`)}`,
  );
}

function differencesOf(
  { name, differences, rows, notes }: ParityTable,
  { colors }: Output,
): string {
  const shown = rows.slice(0, SHOWN_ROWS);
  const more = rows.length - shown.length;
  return [
    colors.bold(name),
    ...differences.map(({ message }) => `  ${message}`),
    ...shown.map((row) => `    ${rowText(row)}`),
    ...(more > 0
      ? [colors.dim(`    … and ${countOf(more, 'more row')} in --json and --report`)]
      : []),
    ...notes.map((note) => colors.dim(`  ${note}`)),
  ].join('\n');
}

function rowText({ key, place, is, columns }: DifferingRow): string {
  const which = Object.entries(key)
    .map(([column, value]) => `${column} ${value ?? '∅'}`)
    .join(', ');
  const what = { missing: `is missing in ${place}`, added: `is in ${place} alone`, changed: '' }[
    is
  ];
  return `${which}: ${what || `${(columns ?? []).join(', ')} differ in ${place}`}`;
}
