import { type Html, html } from '../reports/html.ts';
import { framePage } from '../reports/page-frame.ts';
import { section, statusMark } from '../reports/page-parts.ts';
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

/** The report as one page that stands by itself, light and dark, and made to be printed and filed. */
export function renderCompliance(
  report: ComplianceReport,
  { isSigned }: { readonly isSigned: boolean },
): string {
  const { run } = report;
  const body = html`<main>
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
</main>`;
  return framePage({
    title: `Compliance report: ${run.name}`,
    allows: 'img-src data:',
    style: COMPLIANCE_STYLE,
    body,
  });
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
