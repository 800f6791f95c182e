import { type Html, html } from '../reports/html.ts';
import { framePage } from '../reports/page-frame.ts';
import { section, statusMark } from '../reports/page-parts.ts';
import { countOf, formatCount } from '../reports/quantities.ts';
import type { ParityReport, ParityTable } from './parity-report.ts';

/** The comparison as one page that stands by itself. */
export function renderParity(report: ParityReport): string {
  const { equal, places } = report;
  const body = html`<main>
<header><h1>Parity of ${places.map(({ name }) => name).join(', ')}</h1>${statusMark(equal ? 'passed' : 'failed')}</header>
${paritySection(report)}
</main>`;
  return framePage({ title: `Parity: ${equal ? 'equal' : 'different'}`, body });
}

/** The matrix and what differs, as a section of a page. */
function paritySection({ places, tables }: ParityReport): Html {
  const different = tables.filter(({ equal }) => !equal);
  const note =
    different.length === 0
      ? 'all tables are equal'
      : `${countOf(different.length, 'table')} differ`;
  const list = places.map(
    ({ name, describe }) => html`<li><strong>${name}</strong>: ${describe}</li>`,
  );
  const body = html`
<ul>${list}</ul>
<div class="scroll"><table><caption>Rows, and which contents are the same: equal letters, equal contents</caption>
<thead><tr><th scope="col">Table</th><th scope="col">Result</th>${places.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${tables.map(matrixRow)}</tbody></table></div>
${different.map(differencesOf)}`;
  return section('Parity', note, body);
}

function matrixRow({ name, equal, cells }: ParityTable): Html {
  const shown = cells.map((cell) =>
    cell === null
      ? html`<td>missing</td>`
      : html`<td>${formatCount(cell.rows)} <code>${cell.group} ${cell.digest.slice(0, 8)}</code></td>`,
  );
  return html`
<tr><th scope="row">${name}</th><td>${statusMark(equal ? 'passed' : 'failed')}</td>${shown}</tr>`;
}

function differencesOf({ name, differences, rows, notes }: ParityTable): Html {
  const lines = [
    ...differences.map(({ message }) => message),
    ...rows.map(({ key, place, is, columns }) => {
      const which = Object.entries(key)
        .map(([column, value]) => `${column} ${value ?? 'null'}`)
        .join(', ');
      return `${which}: ${is}${columns === undefined ? '' : ` (${columns.join(', ')})`} in ${place}`;
    }),
    ...notes,
  ];
  return html`<h3>${name}</h3><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
