import type { CaseLabel } from '@rowmill/core/engine';
import type { TestCase } from '../reports/junit-cases.ts';
import { renderJunitSuites } from '../reports/junit-xml.ts';
import type { AnswerScore, Miss } from './score-answers.ts';

/** A score as JUnit XML: a suite for each table, a case for each row; what was taken wrongly is a failure. */
export function scoreJunit(
  labels: readonly CaseLabel[],
  { misses }: Pick<AnswerScore, 'misses'>,
  { name, started, show }: ScoreFacts,
): string {
  const missed = new Map(misses.map((miss) => [miss.id, miss]));
  const suites = new Map<string, Map<string, TestCase>>();
  for (const label of labels) {
    const own = suites.get(label.table) ?? new Map<string, TestCase>();
    suites.set(label.table, own);
    if (own.has(label.id)) continue;
    const miss = missed.get(label.id);
    const title = `${label.id} ${label.verdict}: ${label.column} ${label.case}`;
    own.set(label.id, { name: title, seconds: 0, ...(miss && verdictOf(miss, show(miss))) });
  }
  const all = [...suites].map(([table, cases]) => ({
    name: table,
    cases: [...cases.values()],
    properties: {},
  }));
  return renderJunitSuites(all, { name, started });
}

interface ScoreFacts {
  readonly name: string;
  /** RFC 3339. */
  readonly started: string;
  /** Command that shows a row. */
  readonly show: (miss: Miss) => string;
}

/** What is wrong with each kind of miss. */
export const MISS_WORDS: Readonly<Record<Miss['kind'], string>> = {
  'invalid-accepted': 'is invalid, and was accepted',
  'valid-rejected': 'is valid, and was rejected',
  'no-answer': 'has no answer',
};

function verdictOf({ kind, cases, error }: Miss, command: string): Pick<TestCase, 'verdict'> {
  const about = cases.map(({ column, case: name, rule }) => `${column} ${name} (${rule})`);
  const said = error === undefined ? [] : [`said: ${error}`];
  return {
    verdict: {
      kind: 'failure',
      type: kind,
      message: MISS_WORDS[kind],
      text: [...about, ...said, `to see it: ${command}`].join('\n'),
    },
  };
}
