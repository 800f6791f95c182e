import { createHash } from 'node:crypto';
import { PII_TYPES } from '@rowmill/core/engine';
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
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rowmill scan',
            version: options.version,
            rules: rules.map((id) => ({ id, shortDescription: { text: describeRule(id) } })),
          },
        },
        results: findings.map((finding) => resultOf(finding, rules, options)),
      },
    ],
  };
}

const ruleId = (type: string | undefined): string => `undecided/${type ?? 'unsure'}`;

function describeRule(id: string): string {
  const type = id.slice('undecided/'.length);
  const title =
    Object.entries(PII_TYPES).find(([name]) => name === type)?.[1].title ?? 'personal data';
  return `A column that seems to hold ${title} has no masking rule.`;
}

function resultOf(
  { table, finding, expired }: OpenFinding,
  rules: readonly string[],
  { loaded, artefact }: SarifOptions,
): object {
  const id = ruleId(finding.type);
  const over =
    expired === undefined ? '' : ` The waiver of ${expired.approver} ended on ${expired.expires}.`;
  const text = `${table}.${finding.column}: ${finding.verdict} (${finding.type ?? 'no kind'}), nobody has decided. ${finding.evidence.join('; ')}.${over}`;
  return {
    ruleId: id,
    ruleIndex: rules.indexOf(id),
    level: finding.verdict === 'pii' ? 'error' : 'warning',
    message: { text },
    locations: [{ physicalLocation: locationOf(table, loaded, artefact) }],
    // Lines move; the column and what was found there stay.
    partialFingerprints: { 'rowmillColumn/v1': fingerprint([table, finding.column, id]) },
  };
}

function locationOf(table: string, loaded: LoadedRequest | undefined, artefact: string): object {
  const position = loaded?.locate(['tables', table], 'key');
  return {
    artifactLocation: { uri: (loaded?.file ?? artefact).replaceAll('\\', '/') },
    ...(position === undefined
      ? {}
      : { region: { startLine: position.line, startColumn: position.column } }),
  };
}

const fingerprint = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
