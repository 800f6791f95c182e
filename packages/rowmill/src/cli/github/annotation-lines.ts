import { formatCount } from '../../reports/quantities.ts';
import { type Annotation, type AnnotationLevel, annotationLine } from './annotation.ts';

/** Something to point at, of a rule that others may be of as well. */
export interface Finding extends Annotation {
  readonly rule: string;
  /** Rows, or whatever it is about: what has more of them comes first. */
  readonly weight: number;
}

/**
 * GitHub shows ten annotations of a level for each step and drops the others. One is left to the error that a command
 * ends with.
 */
const MOST = 9;

const LEVELS: readonly AnnotationLevel[] = ['error', 'warning', 'notice'];

/** Lines that GitHub turns into annotations, none of which it drops: those of one rule share one where there are many. */
export function annotationLines(findings: readonly Finding[]): string[] {
  return LEVELS.flatMap((level) => {
    const own = findings
      .filter((finding) => finding.level === level)
      .toSorted((a, b) => b.weight - a.weight);
    return (own.length <= MOST ? own : limited(byRule(own))).map(annotationLine);
  });
}

/** One annotation for each rule, at the place of its heaviest finding. */
function byRule(findings: readonly Finding[]): Annotation[] {
  const rules = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const known = rules.get(finding.rule);
    if (known === undefined) rules.set(finding.rule, [finding]);
    else known.push(finding);
  }
  return [...rules.values()].map(([first, ...others]) => {
    if (others.length === 0) return first;
    const more = `… and ${formatCount(others.length)} more of ${first.rule}`;
    return { ...first, message: `${first.message}\n${more}` };
  });
}

function limited(annotations: readonly Annotation[]): readonly Annotation[] {
  const [first] = annotations;
  if (first === undefined || annotations.length <= MOST) return annotations;
  const shown = annotations.slice(0, MOST - 1);
  const left = annotations.slice(MOST - 1).map(({ title }) => title);
  const message = `${formatCount(left.length)} more rules, all in the report: ${left.join(', ')}`;
  return [...shown, { level: first.level, title: 'rowmill', message }];
}
