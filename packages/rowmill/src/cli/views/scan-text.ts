import { countOf } from '../../reports/quantities.ts';
import type { ScannedColumn, ScannedTable } from '../../scan/scan-tables.ts';
import type { Output } from '../output.ts';
import { textTable } from '../text-table.ts';

const LONGEST_EVIDENCE = 90;

/** A scan as tables for people: a line for each column. */
export function scanText(
  tables: readonly ScannedTable[],
  { colors }: Pick<Output, 'colors'>,
): string {
  const { bold, dim, green, red, yellow } = colors;
  const paint = { pii: red, unsure: yellow, none: green };
  return tables
    .map(({ table, source, sampledRows, columns }) => {
      const head = `${bold(table)}  ${dim(`${source}, ${countOf(sampledRows, 'row')} looked at`)}`;
      const rows = columns.map((column) => [
        column.column,
        column.sourceType ?? '',
        paint[column.verdict](column.verdict),
        column.type ?? '',
        column.confidence.toFixed(2),
        column.decision ?? '',
        dim(evidenceOf(column)),
      ]);
      const titles = ['column', 'in the source', 'verdict', 'kind', 'sure', 'decided', 'evidence'];
      return `${head}\n${textTable(rows, { head: titles.map((title) => dim(title)), right: [4], indent: 2 })}`;
    })
    .join('\n\n');
}

function evidenceOf({ evidence }: ScannedColumn): string {
  const text = evidence.join('; ');
  return text.length > LONGEST_EVIDENCE ? `${text.slice(0, LONGEST_EVIDENCE)}…` : text;
}
