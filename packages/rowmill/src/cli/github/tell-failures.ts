import { countOf } from '../../reports/quantities.ts';
import type { FailureTally } from '../../validation/failure-tally.ts';
import type { Session } from '../session.ts';
import { annotationLines, type Finding } from './annotation-lines.ts';
import { workspacePath } from './workspace-path.ts';

/** Marks the first row of each group of failures in its file. */
export function annotateFailures(
  { groups }: Pick<FailureTally, 'groups'>,
  { github, output, variables }: Pick<Session, 'github' | 'output' | 'variables'>,
): void {
  if (!github) return;
  const findings = groups.map(({ rule, column, count, first: [first] }): Finding => {
    const about = column === '' ? '' : `${column}: `;
    const lines = [
      `${about}${first?.message ?? 'fails'} (${countOf(count, 'failure')})`,
      ...(first?.reproduce === undefined ? [] : [`to see the first: ${first.reproduce}`]),
    ];
    return {
      level: 'error',
      rule,
      weight: count,
      title: rule,
      message: lines.join('\n'),
      ...(first === undefined ? {} : { file: workspacePath(first.file, variables) }),
      ...(first?.line === undefined ? {} : { line: first.line }),
    };
  });
  for (const line of annotationLines(findings)) output.problem(line);
}
