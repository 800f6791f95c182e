import { type Html, html } from './html.ts';
import { dataTable, numberCell, type PageSection, pageSection, statusMark } from './page-parts.ts';
import { formatCount, formatSeconds } from './quantities.ts';
import type { RunReport, StageReport } from './run-report.ts';

/** When each stage ran and for how long: as bars, and as a table for whoever does not see them. */
export function stagesSection({ stages, seconds }: RunReport): PageSection {
  const rows = stages.map((stage) => stageRow(stage, seconds));
  const heads = [
    { title: 'Stage' },
    { title: 'Result' },
    { title: 'Begins after', isNumber: true },
    { title: 'Takes', isNumber: true },
    { title: 'Tries', isNumber: true },
  ];
  const table = dataTable('Stages', heads, stages.map(tableRow));
  const body = html`<ol class="stages">${rows}</ol>
<details class="figures-of"><summary>Stages as a table</summary>${table}</details>`;
  return pageSection('Stages', formatSeconds(seconds), body);
}

function stageRow(stage: StageReport, total: number): Html {
  const { name, status, startSeconds, seconds, detail } = stage;
  const start = percentOf(startSeconds, total);
  const size = Math.min(percentOf(seconds, total), 100 - start);
  const style = `--start:${start.toFixed(2)}%;--size:${size.toFixed(2)}%`;
  const word = status === 'passed' ? name : `${name} (${status})`;
  const bar =
    status !== 'skipped' &&
    html`<span class="${status}-bar ${status === 'passed' ? '' : status}" style="${style}"></span>`;
  const retried = triesOf(stage) > 1 ? `${formatCount(triesOf(stage))} tries` : '';
  const notes = [retried, detail].filter((note) => note !== '').join('; ');
  return html`
<li>${statusMark(status, word)}<div class="track" aria-hidden="true">${bar}</div><span class="time">${status === 'skipped' ? '–' : formatSeconds(seconds)}</span>${notes !== '' && html`<span class="detail">${notes}</span>`}</li>`;
}

function tableRow(stage: StageReport): Html {
  const { name, status, startSeconds, seconds } = stage;
  const isSkipped = status === 'skipped';
  const cells = [
    isSkipped ? '–' : formatSeconds(startSeconds),
    isSkipped ? '–' : formatSeconds(seconds),
    isSkipped ? '–' : formatCount(triesOf(stage)),
  ];
  return html`
<tr><th scope="row">${name}</th><td>${statusMark(status)}</td>${cells.map(numberCell)}</tr>`;
}

const triesOf = ({ retries = 0 }: StageReport): number => 1 + retries;

function percentOf(part: number, whole: number): number {
  return whole > 0 ? Math.min(100, Math.max(0, (part / whole) * 100)) : 0;
}
