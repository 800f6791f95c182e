import { joinWithin, tableHead, tableRow } from '../../reports/markdown.ts';
import { countOf } from '../../reports/quantities.ts';
import type { LoadedRequest } from '../../request/load-request.ts';
import type { OpenFinding } from '../../scan/open-findings.ts';
import { openFindingText } from '../../scan/sarif.ts';
import type { Session } from '../session.ts';
import { shownPath } from '../shown-path.ts';
import { annotationLines, type Finding } from './annotation-lines.ts';
import { addOutputs, addSummary } from './github-files.ts';
import { workspacePath } from './workspace-path.ts';

interface ScanTold {
  readonly loaded: LoadedRequest | undefined;
  /** Whether what is open lets the command fail. */
  readonly isRefused: boolean;
}

/** Tells GitHub of columns that nobody has decided on. */
export async function tellScan(
  open: readonly OpenFinding[],
  { loaded, isRefused }: ScanTold,
  session: Session,
): Promise<void> {
  if (session.github) {
    const findings = open.map((finding) => findingOf(finding, loaded, session));
    for (const line of annotationLines(findings)) session.output.problem(line);
  }
  await addSummary((maxBytes) => markdownOf(open, maxBytes), session);
  await addOutputs({ outcome: isRefused ? 'failed' : 'passed' }, session);
}

function findingOf(
  open: OpenFinding,
  loaded: LoadedRequest | undefined,
  { variables }: Pick<Session, 'variables'>,
): Finding {
  const { table, finding } = open;
  const position = loaded?.locate(['tables', table], 'key');
  const rule = `undecided ${finding.type ?? 'unsure'}`;
  return {
    level: finding.verdict === 'pii' ? 'error' : 'warning',
    rule,
    weight: 1,
    title: `${table}.${finding.column}`,
    message: openFindingText(open),
    ...(loaded === undefined ? {} : { file: workspacePath(shownPath(loaded.file), variables) }),
    ...(position === undefined ? {} : { line: position.line, column: position.column }),
  };
}

function markdownOf(open: readonly OpenFinding[], maxBytes: number): string {
  const mark = open.length === 0 ? '✅' : '⚠️';
  return joinWithin(
    [
      `### ${mark} rowmill scan: ${countOf(open.length, 'column')} without a decision`,
      '',
      ...(open.length === 0 ? [] : tableHead(['table', 'column', 'verdict', 'kind', 'evidence'])),
      ...open.map(({ table, finding: { column, verdict, type = '', evidence } }) =>
        tableRow([table, column, verdict, type, evidence.join('; ')]),
      ),
    ],
    maxBytes,
  );
}
