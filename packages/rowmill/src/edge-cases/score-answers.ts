import type { CaseLabel } from '@rowmill/core/engine';
import type { CaseAnswer } from './read-answers.ts';

/** How a system took a row that it should have taken otherwise, or did not answer for. */
export interface Miss {
  readonly id: string;
  readonly table: string;
  readonly kind: 'invalid-accepted' | 'valid-rejected' | 'no-answer';
  readonly verdict: CaseLabel['verdict'];
  /** Columns, cases and rules of the row: those of combinations have several. */
  readonly cases: readonly Pick<CaseLabel, 'column' | 'case' | 'rule'>[];
  /** What the system said. */
  readonly error?: string;
}

/** Rows by what they are, and what was said of them. */
export interface ConfusionMatrix {
  readonly invalidRejected: number;
  readonly invalidAccepted: number;
  readonly validAccepted: number;
  readonly validRejected: number;
  readonly unanswered: number;
}

/** The same of the rows of one rule, column or case. */
export interface ScoredGroup extends ConfusionMatrix {
  readonly name: string;
  readonly recall: number;
  readonly falseAlarms: number;
}

/** How well a system tells invalid rows from valid ones. */
export interface AnswerScore extends ConfusionMatrix {
  readonly rows: number;
  /** Share of the invalid rows that were rejected, 0 to 1; one without an answer was not. */
  readonly recall: number;
  /** Share of the valid rows that were rejected, 0 to 1. */
  readonly falseAlarms: number;
  readonly rules: readonly ScoredGroup[];
  /** By `table.column`. */
  readonly columns: readonly ScoredGroup[];
  readonly cases: readonly ScoredGroup[];
  readonly misses: readonly Miss[];
}

/** Answers that belong to no row, or more than one to a row. */
export interface StrayAnswers {
  readonly unknown: readonly string[];
  readonly repeated: readonly string[];
}

/** A labelled row, and what was said of it. */
interface AnsweredRow {
  readonly id: string;
  readonly labels: readonly CaseLabel[];
  readonly verdict: CaseLabel['verdict'];
  readonly answer: CaseAnswer | undefined;
}

/** What is wrong with the answers themselves. */
export function strayAnswers(
  labels: readonly CaseLabel[],
  answers: readonly CaseAnswer[],
): StrayAnswers {
  const known = new Set(labels.map(({ id }) => id));
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { id } of answers) {
    if (seen.has(id)) repeated.add(id);
    seen.add(id);
  }
  return { unknown: [...seen].filter((id) => !known.has(id)), repeated: [...repeated] };
}

/** Holds what a system said of each row against what it is. */
export function scoreAnswers(
  labels: readonly CaseLabel[],
  answers: readonly CaseAnswer[],
): AnswerScore {
  const rows = answeredRows(labels, answers);
  const counted = countRows(rows);
  return {
    rows: rows.length,
    ...counted,
    ...sharesOf(rows, counted),
    rules: groups(rows, ({ rule }) => rule),
    columns: groups(rows, ({ table, column }) => `${table}.${column}`),
    cases: groups(rows, (label) => label.case),
    misses: rows.flatMap(missOf),
  };
}

function answeredRows(labels: readonly CaseLabel[], answers: readonly CaseAnswer[]): AnsweredRow[] {
  const answerOf = new Map(answers.map((answer) => [answer.id, answer]));
  const byId = new Map<string, CaseLabel[]>();
  for (const label of labels) {
    const own = byId.get(label.id);
    if (own === undefined) byId.set(label.id, [label]);
    else own.push(label);
  }
  return [...byId].map(([id, own]) => ({
    id,
    labels: own,
    verdict: own.some(({ verdict }) => verdict === 'invalid') ? 'invalid' : 'valid',
    answer: answerOf.get(id),
  }));
}

function countRows(rows: readonly AnsweredRow[]): ConfusionMatrix {
  const count = (verdict: CaseLabel['verdict'], accepted: boolean): number =>
    rows.filter((row) => row.verdict === verdict && row.answer?.accepted === accepted).length;
  return {
    invalidRejected: count('invalid', false),
    invalidAccepted: count('invalid', true),
    validAccepted: count('valid', true),
    validRejected: count('valid', false),
    unanswered: rows.filter(({ answer }) => answer === undefined).length,
  };
}

function sharesOf(
  rows: readonly AnsweredRow[],
  { invalidRejected, validRejected }: ConfusionMatrix,
): Pick<ScoredGroup, 'recall' | 'falseAlarms'> {
  const invalid = rows.filter(({ verdict }) => verdict === 'invalid').length;
  const valid = rows.length - invalid;
  return {
    recall: invalid === 0 ? 1 : invalidRejected / invalid,
    falseAlarms: valid === 0 ? 0 : validRejected / valid,
  };
}

function groups(rows: readonly AnsweredRow[], nameOf: (label: CaseLabel) => string): ScoredGroup[] {
  const byName = new Map<string, AnsweredRow[]>();
  for (const row of rows) {
    for (const name of new Set(row.labels.map(nameOf))) {
      const own = byName.get(name);
      if (own === undefined) byName.set(name, [row]);
      else own.push(row);
    }
  }
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => {
      const counted = countRows(own);
      return { name, ...counted, ...sharesOf(own, counted) };
    });
}

function missOf({ id, labels, verdict, answer }: AnsweredRow): Miss[] {
  const isRight = answer !== undefined && answer.accepted === (verdict === 'valid');
  const [first] = labels;
  if (isRight || first === undefined) return [];
  const told = verdict === 'valid' ? 'valid-rejected' : 'invalid-accepted';
  return [
    {
      id,
      table: first.table,
      kind: answer === undefined ? 'no-answer' : told,
      verdict,
      cases: labels.map((label) => ({ column: label.column, case: label.case, rule: label.rule })),
      ...(answer?.error === undefined ? {} : { error: answer.error }),
    },
  ];
}
