import type { CheckResult } from '../validation/check-result.ts';
import { countOf, formatCount } from './quantities.ts';

/** What a check is called within its table: as the request calls it, else `valuesAreUnique (email)`. */
export function checkTitle({
  name,
  title,
  columns,
}: Pick<CheckResult, 'name' | 'title' | 'columns'>): string {
  if (title !== undefined) return title;
  return columns.length === 0 ? name : `${name} (${columns.join(', ')})`;
}

/** What is wrong, in one sentence. Names no values. */
export function problemOf({ problem, failingRows, checkedRows }: CheckResult): string {
  return problem ?? `${formatCount(failingRows)} of ${countOf(checkedRows, 'row')} fail`;
}

/** `observed 0.07, expected at most 0.05`; empty where a check tells neither. */
export function comparisonOf({ observed, expected }: CheckResult): string {
  return [
    ...(observed === undefined ? [] : [`observed ${observed}`]),
    ...(expected === undefined ? [] : [`expected ${expected}`]),
  ].join(', ');
}

/** `waived by Kim until 2026-12-31: the importer is being replaced`; empty where nobody waives it. */
export function waiverOf({ waiver }: Pick<CheckResult, 'waiver'>): string {
  if (waiver === undefined) return '';
  const { reason, approver, until, expired } = waiver;
  const who = approver === undefined ? '' : ` by ${approver}`;
  return expired
    ? `the waiver${who} ended on ${until}: ${reason}`
    : `waived${who} until ${until}: ${reason}`;
}

/** `rowmill.yaml:12:5`, as terminals and editors follow it; empty where it is not known. */
export function placeText({ place }: Pick<CheckResult, 'place'>): string {
  if (place === undefined) return '';
  const { file, line, column } = place;
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
