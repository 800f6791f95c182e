import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One thing that findings are about. */
export interface SarifRule {
  readonly id: string;
  /** In one sentence. */
  readonly summary: string;
  /** How to go on; Markdown where it has a form. */
  readonly help?: string;
}

export interface SarifFinding {
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
  /** File, and the line and column in it, from 1, where they are known. */
  readonly place: { readonly file: string; readonly line?: number; readonly column?: number };
  /** What stays when lines move, under the name of what it is made of: `rowmillColumn/v1`. */
  readonly fingerprint: { readonly name: string; readonly parts: readonly string[] };
  /** Why it is accepted for a time. */
  readonly accepted?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface SarifContent {
  /** `rowmill run`, `rowmill scan` … */
  readonly tool: string;
  readonly version: string;
  readonly rules: readonly SarifRule[];
  readonly findings: readonly SarifFinding[];
  /** What is not among the findings, in one sentence. */
  readonly leftOut?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Findings as a log in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS). */
export function sarifLog({
  tool,
  version,
  rules,
  findings,
  leftOut,
  properties,
}: SarifContent): object {
  const ids = rules.map(({ id }) => id);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool, version, rules: rules.map(ruleOf) } },
        // Columns count as JavaScript and YAML count them here.
        columnKind: 'utf16CodeUnits',
        ...(leftOut === undefined ? {} : { invocations: [invocationOf(leftOut)] }),
        results: findings.map((finding) => resultOf(finding, ids)),
        ...(properties === undefined ? {} : { properties }),
      },
    ],
  };
}

function ruleOf({ id, summary, help }: SarifRule): object {
  return {
    id,
    shortDescription: { text: summary },
    ...(help === undefined ? {} : { help: { text: help, markdown: help } }),
  };
}

/** The command came to its end, whatever it found. */
function invocationOf(leftOut: string): object {
  return {
    executionSuccessful: true,
    toolExecutionNotifications: [{ level: 'warning', message: { text: leftOut } }],
  };
}

function resultOf(
  { rule, level, message, place, fingerprint, accepted, properties }: SarifFinding,
  ids: readonly string[],
): object {
  const { line, column } = place;
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level,
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(place.file) },
          ...(line === undefined
            ? {}
            : {
                region: {
                  startLine: line,
                  ...(column === undefined ? {} : { startColumn: column }),
                },
              }),
        },
      },
    ],
    partialFingerprints: { [fingerprint.name]: digestOf(fingerprint.parts) },
    ...(accepted === undefined
      ? {}
      : { suppressions: [{ kind: 'inSource', status: 'accepted', justification: accepted }] }),
    ...(properties === undefined ? {} : { properties }),
  };
}

/** A reference (RFC 3986): relative as long as the path is, since whoever reads the log has the files elsewhere. */
function uriOf(path: string): string {
  if (isAbsolute(path)) return String(pathToFileURL(path));
  const segments = path.replaceAll('\\', '/').split('/');
  return segments.map((segment) => encodeURIComponent(segment)).join('/');
}

const digestOf = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
