import { PII_TYPES } from '@rowmill/core/engine';
import { type SarifFinding, sarifLog } from '../reports/sarif/sarif-log.ts';
import type { LoadedRequest } from '../request/load-request.ts';
import type { OpenFinding } from './open-findings.ts';

/** What a SARIF log needs to point somewhere. */
export interface SarifOptions {
  readonly version: string;
  readonly loaded: LoadedRequest | undefined;
  /** What findings are about where there is no request, e.g. `customers.csv`. */
  readonly artefact: string;
}

/** Findings as a log in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS). */
export function sarifOf(findings: readonly OpenFinding[], options: SarifOptions): object {
  const rules = [...new Set(findings.map(({ finding }) => ruleId(finding.type)))].sort();
  return sarifLog({
    tool: 'rowmill scan',
    version: options.version,
    rules: rules.map((id) => ({ id, summary: describeRule(id) })),
    findings: findings.map((finding) => findingOf(finding, options)),
  });
}

const ruleId = (type: string | undefined): string => `undecided/${type ?? 'unsure'}`;

function describeRule(id: string): string {
  const type = id.slice('undecided/'.length);
  const title =
    Object.entries(PII_TYPES).find(([name]) => name === type)?.[1].title ?? 'personal data';
  return `A column that seems to hold ${title} has no masking rule.`;
}

function findingOf(
  { table, finding, expired }: OpenFinding,
  { loaded, artefact }: SarifOptions,
): SarifFinding {
  const rule = ruleId(finding.type);
  const position = loaded?.locate(['tables', table], 'key');
  const file = loaded?.file ?? artefact;
  return {
    rule,
    level: finding.verdict === 'pii' ? 'error' : 'warning',
    message: openFindingText({ table, finding, ...(expired === undefined ? {} : { expired }) }),
    place:
      position === undefined ? { file } : { file, line: position.line, column: position.column },
    // Lines move; the column and what was found there stay.
    fingerprint: { name: 'rowmillColumn/v1', parts: [table, finding.column, rule] },
  };
}

/** What is open, and what speaks for it, in words and without values. */
export function openFindingText({ table, finding, expired }: OpenFinding): string {
  const over =
    expired === undefined ? '' : ` The waiver of ${expired.approver} ended on ${expired.expires}.`;
  return `${table}.${finding.column}: ${finding.verdict} (${finding.type ?? 'no kind'}), nobody has decided. ${finding.evidence.join('; ')}.${over}`;
}
