import { type Html, html, raw } from '../reports/html.ts';
import { section, statusMark } from '../reports/page-parts.ts';
import { PAGE_STYLE } from '../reports/page-style.ts';
import type { ComplianceReport } from './compliance-report.ts';
import { COMPLIANCE_STYLE } from './compliance-style.ts';
import { auditSection, processingSection, statementsSection } from './page-accountability.ts';
import { columnsSection, exceptionsSection, keySection, sourcesSection } from './page-decisions.ts';
import {
  checksSection,
  claimsSection,
  environmentsSection,
  proofSection,
} from './page-evidence.ts';

/** No script runs and nothing is fetched, whatever stands in the report. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The report as one page that stands by itself, light and dark, and made to be printed and filed. */
export function renderCompliance(
  report: ComplianceReport,
  { isSigned }: { readonly isSigned: boolean },
): string {
  const { run } = report;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Compliance report: ${run.name}</title>
<style>${raw(PAGE_STYLE + COMPLIANCE_STYLE)}</style>
</head>
<body>
<main>
<header><h1>Compliance report: ${run.name}</h1>${statusMark(run.outcome)}</header>
<p class="about">Counts from 1 to ${report.countThreshold - 1} are told as “&lt; ${report.countThreshold}”. No value of a source and no secret stands in this report.</p>
${runSection(report)}
${claimsSection(report)}
${sourcesSection(report)}
${columnsSection(report)}
${keySection(report)}
${proofSection(report)}
${checksSection(report)}
${exceptionsSection(report)}
${environmentsSection(report)}
${processingSection(report)}
${statementsSection(report)}
${auditSection(report, isSigned)}
<footer>rowmill ${run.rowmillVersion}, run ${run.id}, report version ${report.version}</footer>
</main>
</body>
</html>
`.markup;
}

function runSection({ run }: ComplianceReport): Html {
  const facts: readonly (readonly [string, string])[] = [
    ['Run', run.id],
    ['Started', run.started],
    ['“Now” for ages and dates', run.asOf],
    ['Dataset', run.dataset],
    ['Plan', run.planDigest],
    ['Decisions', run.decisionsDigest],
    ['rowmill', run.rowmillVersion],
  ];
  const list = facts.map(([title, value]) => html`<dt>${title}</dt><dd><code>${value}</code></dd>`);
  return section('Run', '', html`<dl class="facts">${list}</dl>`);
}
