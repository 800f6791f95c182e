import { type Html, html } from './html.ts';
import { dataName, dataTable, numberCell, type PageSection, pageSection } from './page-parts.ts';
import { countOf, formatCount } from './quantities.ts';
import type { EdgeCasesReport, RunReport } from './run-report.ts';

/** Rows that are there on purpose, and what their cells and combinations cover. */
export function edgeCasesSection({ edgeCases }: RunReport): PageSection | undefined {
  if (edgeCases === undefined || edgeCases.length === 0) return undefined;
  const heads = [
    { title: 'Table' },
    { title: 'Edge rows', isNumber: true },
    { title: 'Cases', isNumber: true },
    { title: 'Rows of combinations', isNumber: true },
    { title: 'Combinations covered', isNumber: true },
    { title: 'Columns at once', isNumber: true },
    { title: 'Dropped', isNumber: true },
  ];
  const rows = edgeCases.reduce((sum, table) => sum + table.rows, 0);
  const isDropped = edgeCases.some(({ dropped }) => dropped > 0);
  const body = html`${dataTable('Edge cases', heads, edgeCases.map(edgeRow))}
${isDropped && html`<p class="about">Cases are dropped where the row that they stand in would break a rule of its table.</p>`}`;
  return pageSection('Edge cases', countOf(rows, 'row'), body);
}

function edgeRow(cases: EdgeCasesReport): Html {
  const { table, rows, combinationRows, combinations, strength, dropped, without } = cases;
  const counts = [rows, cases.cases, combinationRows, combinations].map(formatCount);
  const isCombined = combinations > 0;
  const cells = [...counts, isCombined ? formatCount(strength) : '–', formatCount(dropped)];
  return html`
<tr><th scope="row">${dataName(table)}${without !== undefined && html`<small>none: ${without}</small>`}</th>${cells.map(numberCell)}</tr>`;
}
