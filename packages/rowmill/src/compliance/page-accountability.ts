import { type Html, html } from '../reports/html.ts';
import { section } from '../reports/page-parts.ts';
import { countOf } from '../reports/quantities.ts';
import type { ComplianceReport } from './compliance-report.ts';

const FACTS = [
  ['controller', 'Controller'],
  ['purpose', 'Purpose'],
  ['subjects', 'Whose data'],
  ['categories', 'Categories of data'],
  ['recipients', 'Recipients'],
  ['transfers', 'Transfers to other countries'],
  ['retention', 'Kept for'],
  ['security', 'Security measures'],
] as const;

export function processingSection({ processing }: ComplianceReport): Html {
  if (processing === undefined) {
    const none = 'The request has no record of processing (masking.processing).';
    return section('Record of processing', 'GDPR article 30', html`<p class="about">${none}</p>`);
  }
  const list = FACTS.map(([name, title]) => {
    const value = processing[name];
    const text = typeof value === 'string' ? value : value.join('; ') || 'none';
    return html`<dt>${title}</dt><dd>${text}</dd>`;
  });
  return section('Record of processing', 'GDPR article 30', html`<dl class="facts">${list}</dl>`);
}

const STATEMENTS: Readonly<Record<string, string>> = {
  actualKnowledge: 'No actual knowledge, 45 CFR 164.514(b)(2)(ii)',
  textReview: 'Review of masked texts',
  expert: 'Expert determination, 45 CFR 164.514(b)(1)',
  dataUseAgreement: 'Data use agreement, 45 CFR 164.514(e)(4)',
  reviewer: 'Reviewer of anonymity',
  keyDestroyed: 'Destruction of the key',
};

export function statementsSection({ statements }: ComplianceReport): Html | undefined {
  const entries = Object.entries(statements);
  if (entries.length === 0) return undefined;
  const list = entries.map(([name, said]) => {
    const text = Object.entries(said).map(([part, value]) => `${part}: ${value}`);
    return html`<dt>${STATEMENTS[name] ?? name}</dt><dd>${text.join('; ')}</dd>`;
  });
  return section(
    'Statements',
    'said by people, not measured',
    html`<dl class="facts">${list}</dl>`,
  );
}

export function auditSection({ audit }: ComplianceReport, isSigned: boolean): Html {
  const signed = isSigned
    ? 'This report is signed by the key of the trail; compliance.sig holds the signature over its JSON.'
    : 'This report is not signed: where it was written nobody has a key.';
  return section(
    'Audit trail',
    '',
    html`<p class="about">The trail had ${countOf(audit.size, 'record')} when this report was written. ${signed}</p>
<pre class="note">${audit.checkpoint ?? `size ${audit.size}\nroot ${audit.root}`}</pre>
<p class="about">To check all of it: <code>rowmill audit verify --report compliance.json</code></p>`,
  );
}
