import type { DatasetProfile } from '../profile/dataset-profile.ts';
import { type Html, html, raw } from './html.ts';
import { checksSection, noteOf } from './page-checks.ts';
import { costsSection } from './page-costs.ts';
import { distributionsSection } from './page-distributions.ts';
import { edgeCasesSection } from './page-edge-cases.ts';
import { failuresSection } from './page-failures.ts';
import { framePage } from './page-frame.ts';
import { paritySection } from './page-parity.ts';
import { type PageSection, renderSection, statusMark } from './page-parts.ts';
import { PAGE_SCRIPT, SCRIPT_HASH } from './page-script.ts';
import {
  environmentsSection,
  maskingSection,
  reproduceSection,
  testSection,
} from './page-sections.ts';
import { stagesSection } from './page-stages.ts';
import { tablesSection } from './page-tables.ts';
import { countOf, formatBytes, formatCount, formatSeconds } from './quantities.ts';
import type { RunReport } from './run-report.ts';

/** One script runs, which is known by its hash. */
const ALLOWS = `script-src '${SCRIPT_HASH}'; img-src data:`;

/**
 * The run as one page that stands by itself: no network, light and dark, fit for paper, and to be read without scripts.
 *
 * @param profile of the dataset; the page has figures and charts of columns where there is one
 */
export function renderHtml(report: RunReport, profile?: DatasetProfile): string {
  const { name, outcome, started } = report;
  const sections = sectionsOf(report, profile);
  const body = html`<a class="skip" href="#content">Skip to the report</a>
<nav aria-label="Contents"><ul>${sections.map(contentsLine)}</ul></nav>
<main id="content" tabindex="-1">
<header><h1><bdi>${name}</bdi></h1>${statusMark(outcome)}</header>
<p class="about"><time datetime="${started}">${started.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time></p>
${report.problem !== undefined && html`<p class="problem">${report.problem}</p>`}
${figures(report)}
${sections.map(renderSection)}
</main>
<footer>rowmill ${report.rowmillVersion}, run ${report.runId}</footer>
<script>${raw(PAGE_SCRIPT)}</script>`;
  return framePage({ title: `${name}: ${outcome}`, allows: ALLOWS, body });
}

function sectionsOf(report: RunReport, profile: DatasetProfile | undefined): PageSection[] {
  return [
    stagesSection(report),
    checksSection(report),
    failuresSection(report),
    tablesSection(report, profile),
    distributionsSection(report, profile),
    edgeCasesSection(report),
    maskingSection(report),
    environmentsSection(report),
    paritySection(report),
    testSection(report),
    costsSection(report),
    reproduceSection(report),
  ].filter((part) => part !== undefined);
}

const contentsLine = ({ id, title, note }: PageSection): Html =>
  html`<li><a href="#${id}">${title}</a>${note !== '' && html` <span class="note">${note}</span>`}</li>`;

function figures({ tables, checks, masking, seconds, stages }: RunReport): Html {
  const sum = (pick: (table: RunReport['tables'][number]) => number) =>
    tables.reduce((total, table) => total + pick(table), 0);
  const [rows, bytes, rawBytes] = [sum((t) => t.rows), sum((t) => t.bytes), sum((t) => t.rawBytes)];
  const passed = checks.filter((check) => check.passed).length;
  const unpassed = passed === checks.length ? '' : noteOf(checks);
  const maskedCells = masking.reduce((total, { masked }) => total + masked, 0);
  const list: [string, string, string][] = [
    ['Rows', formatCount(rows), countOf(tables.length, 'table')],
    ['Stored', formatBytes(bytes), rawBytes > 0 ? `${formatBytes(rawBytes)} as raw JSON` : ''],
    ['Checks passed', `${formatCount(passed)} of ${formatCount(checks.length)}`, unpassed],
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
