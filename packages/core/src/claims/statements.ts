import type { ClaimInput } from './claim-input.ts';
import type { StatementVerdict } from './verdict.ts';

/** Something that a person says, with name and day: given, and not of a day to come. */
export function signedStatement(
  statement: string,
  said: { readonly name: string; readonly date: string } | undefined,
  today: string,
  wayOut: string,
): StatementVerdict {
  if (said === undefined)
    return { statement, verdict: 'refused', reason: `nobody says so: ${wayOut}` };
  return said.date <= today
    ? { statement, verdict: 'passes', reason: `${said.name}, ${said.date}` }
    : { statement, verdict: 'refused', reason: `it is dated ${said.date}, which is to come` };
}

/** Somebody has read masked texts, where there are some: detectors do not know every name. */
export function textReview({ columns, masking, today }: ClaimInput): readonly StatementVerdict[] {
  const hasTexts = columns.some(
    ({ type, strategy }) => type === 'free-text' && strategy === 'text.deid',
  );
  if (!hasTexts) return [];
  return [
    signedStatement(
      'review of masked texts',
      masking.statements?.textReview,
      today,
      'add `statements: { textReview: { name, date } }`: who has read a sample of them and found nobody, or use `mask: redact`',
    ),
  ];
}

/** Ages are those of a day: counted on one of years ago, somebody who is 90 by now would pass for 88. */
const OLDEST_DAYS = 366;
const DAY_MS = 86_400_000;

/** The day that ages are counted on is known and not long ago, where masks depend on it. */
export function dayOfAges({ columns, masking, today }: ClaimInput): readonly StatementVerdict[] {
  const rules = columns.flatMap((column) => [column, ...column.inside]);
  const counts = rules.some(
    ({ strategy, options }) =>
      strategy === 'date.age' ||
      (strategy === 'date.truncate' && options.topcodeAges !== undefined),
  );
  if (!counts) return [];
  const statement = 'day that ages are counted on';
  const day = masking.asOf?.slice(0, 10);
  const wayOut = 'add `asOf`, the day on which ages were those of the data';
  if (day === undefined)
    return [{ statement, verdict: 'refused', reason: `it is not said: ${wayOut}` }];
  return Date.parse(today) - Date.parse(day) <= OLDEST_DAYS * DAY_MS
    ? [{ statement, verdict: 'passes', reason: day }]
    : [{ statement, verdict: 'refused', reason: `${day} is more than a year ago: ${wayOut}` }];
}

/** Something that is there or not. */
export const givenStatement = (
  statement: string,
  given: string | undefined,
  wayOut: string,
): StatementVerdict =>
  given === undefined
    ? { statement, verdict: 'refused', reason: `it is missing: ${wayOut}` }
    : { statement, verdict: 'passes', reason: given };

/** Holds the measured anonymity of every table with declared limits against them. */
export function measuredAnonymity({ masking, proofs }: ClaimInput): readonly StatementVerdict[] {
  return Object.entries(masking.anonymity ?? {}).map(([table, limits]): StatementVerdict => {
    const statement = `anonymity of ${table}`;
    const proof = proofs?.[table];
    if (proof === undefined)
      return { statement, verdict: 'open', reason: 'it has to be measured behind masking' };
    const measured = proof.anonymity?.measured;
    if (measured === undefined)
      return { statement, verdict: 'refused', reason: 'next to every row is one of its own' };
    if (proof.rows === 0) return { statement, verdict: 'passes', reason: 'the table has no rows' };
    const { k, l, t } = limits;
    const problems = [
      ...(measured.k < k ? [`k is below ${k}`] : []),
      ...measured.sensitive.flatMap(({ column, distinctL, t: distance }) => [
        ...(l !== undefined && distinctL < l ? [`l of ${column} is below ${l}`] : []),
        ...(t !== undefined && distance > t ? [`t of ${column} is above ${t}`] : []),
      ]),
    ];
    return problems.length === 0
      ? { statement, verdict: 'passes', reason: `k ${measured.k}, of ${k} at least` }
      : {
          statement,
          verdict: 'refused',
          reason: `${problems.join(', ')}: generalise more, or leave columns out`,
        };
  });
}
