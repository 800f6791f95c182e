import { checkTitle, problemOf, waiverOf } from '../../reports/check-words.ts';
import { countOf } from '../../reports/quantities.ts';
import type { CheckResult } from '../../validation/check-result.ts';
import { type Verdict, verdictOf } from '../../validation/gate.ts';
import type { Colors } from '../output.ts';

/**
 * What held and what did not. Checks that failed take a line each and come first, then those that somebody waives, then
 * warnings; checks of one kind that passed take one line.
 */
export function checkLines(checks: readonly CheckResult[], colors: Colors): readonly string[] {
  const having = (verdict: Verdict) => checks.filter((check) => verdictOf(check) === verdict);
  return [
    ...having('failed').map((check) => checkLine(check, colors.red('✗'), colors)),
    ...having('waived').map((check) => checkLine(check, colors.yellow('~'), colors)),
    ...having('warned').map((check) => checkLine(check, colors.yellow('!'), colors)),
    ...passedLines(having('passed'), colors),
  ];
}

function checkLine(check: CheckResult, mark: string, { dim }: Colors): string {
  const { table, severity = 'error' } = check;
  const rank = severity === 'error' ? '' : `${severity}: `;
  const waiver = waiverOf(check);
  const found = `${rank}${problemOf(check)}`;
  return `  ${mark} ${table}: ${checkTitle(check)}  ${found}${waiver === '' ? '' : `  ${dim(waiver)}`}`;
}

function passedLines(checks: readonly CheckResult[], { green, dim }: Colors): string[] {
  const kinds = new Map<string, CheckResult[]>();
  for (const check of checks) kinds.set(check.name, [...(kinds.get(check.name) ?? []), check]);
  return [...kinds].map(([name, own]) => {
    const tables = [...new Set(own.map(({ table }) => table))].join(', ');
    return `  ${green('✓')} ${name}  ${dim(`${countOf(own.length, 'check')} on ${tables}`)}`;
  });
}
