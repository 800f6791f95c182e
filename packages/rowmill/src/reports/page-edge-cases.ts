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
    { title: 'Invalid rows told', isNumber: true },
  ];
  const rows = edgeCases.reduce((sum, table) => sum + table.rows, 0);
  const isDropped = edgeCases.some(({ dropped }) => dropped > 0);
  const body = html`${dataTable('Edge cases', heads, edgeCases.map(edgeRow))}
${isDropped && html`<p class="about">Cases are dropped where the row that they stand in would break a rule of its table.</p>`}
${edgeCases.flatMap(missedRows)}`;
  return pageSection('Edge cases', countOf(rows, 'row'), body);
}

function edgeRow(cases: EdgeCasesReport): Html {
  const { table, rows, combinationRows, combinations, strength, dropped, without, score } = cases;
  const counts = [rows, cases.cases, combinationRows, combinations].map(formatCount);
  const isCombined = combinations > 0;
  const told = score === undefined ? '–' : `${score.told} of ${score.cases}`;
  const cells = [...counts, isCombined ? formatCount(strength) : '–', formatCount(dropped), told];
  return html`
<tr><th scope="row">${dataName(table)}${without !== undefined && html`<small>none: ${without}</small>`}</th>${cells.map(numberCell)}</tr>`;
}

const SHOWN_IDS = 20;

/** Invalid rows that no check has told, and those that further rules have told. */
function missedRows({ table, score }: EdgeCasesReport): Html[] {
  if (score === undefined || score.missed.length + score.others.length === 0) return [];
  const shown = (ids: readonly string[]): string =>
    ids.slice(0, SHOWN_IDS).join(', ') + (ids.length > SHOWN_IDS ? ', …' : '');
  const { missed, others } = score;
  const parts = [
    ...(missed.length === 0 ? [] : [`not told by the rule that they break: ${shown(missed)}`]),
    ...(others.length === 0 ? [] : [`told by others too: ${shown(others.map(({ id }) => id))}`]),
  ];
  return [html`<p class="about">Invalid rows of ${dataName(table)} ${parts.join('; ')}.</p>`];
}
