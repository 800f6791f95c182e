import { checkTitle, comparisonOf, problemOf, waiverOf } from '../../reports/check-words.ts';
import { checksMarkdown } from '../../reports/markdown-report.ts';
import type { CheckResult } from '../../validation/check-result.ts';
import { gate, verdictOf } from '../../validation/gate.ts';
import type { Session } from '../session.ts';
import type { AnnotationLevel } from './annotation.ts';
import { annotationLines, type Finding } from './annotation-lines.ts';
import { addOutputs, addSummary } from './github-files.ts';
import { workspacePath } from './workspace-path.ts';

interface ToldChecks {
  readonly title: string;
  readonly checks: readonly CheckResult[];
  /** For later steps of the job, beside the outcome. */
  readonly outputs: Readonly<Record<string, string | undefined>>;
}

/** Tells GitHub of checks that belong to no run: annotations, a summary, and what they came to. */
export async function tellChecks(
  { title, checks, outputs }: ToldChecks,
  session: Session,
): Promise<void> {
  annotateChecks(checks, session);
  await addSummary((maxBytes) => checksMarkdown(title, checks, maxBytes), session);
  const isPassed = gate(checks).failed.length === 0;
  await addOutputs({ ...outputs, outcome: isPassed ? 'passed' : 'failed' }, session);
}

/** Marks the lines of the request whose checks did not pass. */
export function annotateChecks(
  checks: readonly CheckResult[],
  { github, output, variables }: Pick<Session, 'github' | 'output' | 'variables'>,
): void {
  if (!github) return;
  const findings = checks
    .filter((check) => verdictOf(check) !== 'passed')
    .map((check): Finding => {
      const { table, place, name, failingRows } = check;
      const message = [
        `${table}: ${checkTitle(check)}: ${problemOf(check)}`,
        comparisonOf(check),
        waiverOf(check),
        check.reproduce === undefined ? '' : `to see the first: ${check.reproduce}`,
      ];
      return {
        level: levelOf(check),
        rule: name,
        weight: failingRows,
        title: name,
        message: message.filter((line) => line !== '').join('\n'),
        ...(place === undefined ? {} : { ...place, file: workspacePath(place.file, variables) }),
      };
    });
  for (const line of annotationLines(findings)) output.problem(line);
}

function levelOf(check: CheckResult): AnnotationLevel {
  const verdict = verdictOf(check);
  if (verdict === 'failed') return 'error';
  return verdict === 'warned' && check.severity === 'warning' ? 'warning' : 'notice';
}
