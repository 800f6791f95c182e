import type { DatasetProfile } from '../profile/dataset-profile.ts';
import { type Html, html, raw } from './html.ts';
import { checksSection } from './page-checks.ts';
import { costsSection } from './page-costs.ts';
import { section, statusMark } from './page-parts.ts';
import {
  environmentsSection,
  maskingSection,
  reproduceSection,
  stagesSection,
  tablesSection,
  testSection,
} from './page-sections.ts';
import { PAGE_STYLE } from './page-style.ts';
import { countOf, formatBytes, formatCount, formatSeconds } from './quantities.ts';
import type { RunReport } from './run-report.ts';

/** No script runs and nothing is fetched, whatever stands in the data. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The run as one page that stands by itself: no network, no script, light and dark, and fit for paper. */
export function renderHtml(report: RunReport, profile?: DatasetProfile): string {
  const { name, outcome, started } = report;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${name}: ${outcome}</title>
<style>${raw(PAGE_STYLE)}</style>
</head>
<body>
<main>
<header><h1>${name}</h1>${statusMark(outcome)}</header>
<p class="about"><time datetime="${started}">${started.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time></p>
${report.problem !== undefined && html`<p class="problem">${report.problem}</p>`}
${figures(report)}
${stagesSection(report)}
${checksOrNone(report)}
${tablesSection(report)}
${maskingSection(report)}
${environmentsSection(report)}
${testSection(report)}
${costsSection(report)}
${reproduceSection(report)}
<footer>rowmill ${report.rowmillVersion}, run ${report.runId}</footer>
</main>
</body>
</html>
`.markup;
}

function checksOrNone(report: RunReport): Html {
  return (
    checksSection(report) ?? section('Checks', '', html`<p class="about">No checks were run.</p>`)
  );
}

function figures({ tables, checks, masking, seconds, stages }: RunReport): Html {
  const sum = (pick: (table: RunReport['tables'][number]) => number) =>
    tables.reduce((total, table) => total + pick(table), 0);
  const [rows, bytes, rawBytes] = [sum((t) => t.rows), sum((t) => t.bytes), sum((t) => t.rawBytes)];
  const passed = checks.filter((check) => check.passed).length;
  const maskedCells = masking.reduce((total, { masked }) => total + masked, 0);
  const list: [string, string, string][] = [
    ['Rows', formatCount(rows), countOf(tables.length, 'table')],
    ['Stored', formatBytes(bytes), rawBytes > 0 ? `${formatBytes(rawBytes)} as raw JSON` : ''],
    ['Checks passed', `${passed} of ${checks.length}`, ''],
    [
      'Masked columns',
      // A kept column is a decision, not a mask.
      formatCount(masking.filter(({ strategy }) => strategy !== 'keep').length),
      masking.length > 0 ? `${formatCount(maskedCells)} cells` : '',
    ],
    ['Time', formatSeconds(seconds), countOf(stages.length, 'stage')],
  ];
  const parts = list.map(
    ([title, value, note]) => html`
<div><dt>${title}</dt><dd>${value}${note !== '' && html`<small>${note}</small>`}</dd></div>`,
  );
  return html`<dl class="figures">${parts}</dl>`;
}
