import type { CheckResult } from '../validation/check-result.ts';
import { verdictOf } from '../validation/gate.ts';
import { checkTitle, comparisonOf, placeText, problemOf, waiverOf } from './check-words.ts';

/** One test of a suite: it passed unless it has a verdict. */
export interface TestCase {
  readonly name: string;
  readonly seconds: number;
  readonly verdict?: {
    readonly kind: 'failure' | 'error' | 'skipped';
    readonly type: string;
    readonly message: string;
    readonly text: string;
  };
  /** What it has to tell although it passed. */
  readonly output?: string;
}

interface CheckCases {
  readonly cases: readonly TestCase[];
  /** Lines of the request by case: the forms of JUnit that all readers share have no place for them in a case. */
  readonly properties: Readonly<Record<string, string>>;
}

/** Checks as suites: one for each table. */
export function checkSuites(checks: readonly CheckResult[]): (CheckCases & { name: string })[] {
  const byTable = new Map<string, CheckResult[]>();
  for (const check of checks)
    byTable.set(check.table, [...(byTable.get(check.table) ?? []), check]);
  return [...byTable].map(([name, own]) => ({ name, ...casesOf(own) }));
}

/** The checks of one table as tests whose names differ. */
function casesOf(checks: readonly CheckResult[]): CheckCases {
  const counts = new Map<string, number>();
  const named = checks.map((check) => {
    const title = checkTitle(check);
    const count = (counts.get(title) ?? 0) + 1;
    counts.set(title, count);
    return { check, name: count === 1 ? title : `${title} #${count}` };
  });
  const places = named.map(({ check, name }) => [`line of ${name}`, placeText(check)] as const);
  return {
    cases: named.map(({ check, name }) => checkCase(check, name)),
    properties: Object.fromEntries(places.filter(([, place]) => place !== '')),
  };
}

function checkCase(check: CheckResult, name: string): TestCase {
  const { seconds, severity = 'error' } = check;
  const verdict = verdictOf(check);
  if (verdict === 'passed') return { name, seconds };
  const message = problemOf(check);
  if (verdict === 'warned')
    return { name, seconds, output: [`${severity}: ${message}`, ...detailsOf(check)].join('\n') };
  const [kind, shown] =
    verdict === 'waived'
      ? (['skipped', `${waiverOf(check)} - ${message}`] as const)
      : (['failure', message] as const);
  const text = detailsOf(check).join('\n');
  return { name, seconds, verdict: { kind, type: check.name, message: shown, text } };
}

function detailsOf(check: CheckResult): string[] {
  const { examples, failuresFile, reproduce } = check;
  return [
    comparisonOf(check),
    check.waiver?.expired === true ? waiverOf(check) : '',
    placeText(check) === '' ? '' : `asked for in ${placeText(check)}`,
    ...examples.map((example) => JSON.stringify(example)),
    failuresFile === undefined ? '' : `all of them: ${failuresFile}`,
    reproduce === undefined ? '' : `to see the first: ${reproduce}`,
  ].filter((line) => line !== '');
}
