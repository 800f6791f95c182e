import type { ExpectationQuery, ResolvedExpectation } from '@rowmill/core/engine';
import type { Finding } from './finding.ts';

type Described = Pick<ResolvedExpectation, 'query' | 'columns' | 'tolerate' | 'condition'>;

/** What a failed check found, in one sentence. Names columns, never their values. */
export function describeProblem(
  { query, columns, where }: Described & { readonly where?: string },
  { checkedRows, failingRows, measured }: Finding,
): string {
  const kept = where === undefined ? 'rows' : `rows with ${where}`;
  const of = `${count(failingRows)} of ${count(checkedRows)} ${kept}`;
  switch (query.failing) {
    case 'row-total':
      return `${count(checkedRows)} ${kept} where ${describeBounds(query)} were expected`;
    case 'rows-with-null':
      return `${of} have no value in ${columns.join(' or ')}`;
    case 'rows-repeated':
      return `${of} share their ${columns.join(' + ')} with another row`;
    case 'rows-without-parent':
      return `${of} have a ${columns.join(' + ')} that is not in ${query.parentTable}`;
    case 'rows-by-children':
      return `${of} ${describeWrongChildren(query)}`;
    case 'rows-against':
      return `${of} are against: ${query.expected}`;
    case 'rows-out-of-order':
      return `${of} have in ${columns.join(' + ')} a value that is ${describeOrder(query)}`;
    case 'figure':
      return `found ${measured?.observed ?? 'nothing'}, expected ${measured?.expected ?? describeBounds(query)}`;
    case 'sql':
      return measured === undefined
        ? `the statement gives ${rowsOf(failingRows)}`
        : `the statement gives ${measured.observed}, expected ${measured.expected}`;
  }
}

/** What a check asks for, in a few words. */
export function describeExpected(
  { query, tolerate }: Described,
  { measured }: Pick<Finding, 'measured'>,
): string {
  if (measured !== undefined) return measured.expected;
  const most =
    tolerate === undefined
      ? 'no failing row'
      : 'rows' in tolerate
        ? `at most ${count(tolerate.rows)} failing rows`
        : `at most ${percent(tolerate.share)} of rows failing`;
  if (query.failing === 'row-total') return `${describeBounds(query)} rows${offBy(tolerate)}`;
  return query.failing === 'rows-against' ? `${query.expected}: ${most}` : most;
}

/** What a number of rows may be off by. */
function offBy(tolerate: Described['tolerate']): string {
  if (tolerate === undefined) return '';
  return `, give or take ${'rows' in tolerate ? count(tolerate.rows) : percent(tolerate.share)}`;
}

/** What a check found, in a few words. */
export function describeObserved(
  { query }: Described,
  { checkedRows, failingRows, measured }: Finding,
): string {
  if (measured !== undefined) return measured.observed;
  if (query.failing === 'row-total') return rowsOf(checkedRows);
  // A statement may give more rows than its table has.
  if (query.failing === 'sql') return `${rowsOf(failingRows)} given`;
  return `${count(failingRows)} of ${count(checkedRows)} rows fail`;
}

function describeWrongChildren({
  childTable,
  wanted,
}: Extract<ExpectationQuery, { failing: 'rows-by-children' }>): string {
  return wanted.kind === 'sum'
    ? `have in ${wanted.column} another value than the sum of ${wanted.childColumn} in ${childTable}`
    : `have more or fewer rows in ${childTable} than ${describeBounds(wanted)}`;
}

function describeOrder({
  direction,
  strictly,
  by,
}: Extract<ExpectationQuery, { failing: 'rows-out-of-order' }>): string {
  const wrong = direction === 'increasing' ? 'less than' : 'greater than';
  const step = strictly ? `${wrong} or equal to` : wrong;
  return `${step} the one before${by.length === 0 ? '' : ` of the same ${by.join(' + ')}`}`;
}

/** Bounds, both inclusive, in words. */
function describeBounds({ minimum, maximum }: { minimum: number; maximum: number }): string {
  const [from, to] = [write(minimum), write(maximum)];
  if (minimum === maximum) return from;
  if (maximum === Number.POSITIVE_INFINITY) return `${from} or more`;
  return minimum === 0 || minimum === Number.NEGATIVE_INFINITY
    ? `at most ${to}`
    : `${from} to ${to}`;
}

const rowsOf = (value: number): string => `${count(value)} ${value === 1 ? 'row' : 'rows'}`;
const count = (value: number): string => value.toLocaleString('en-US');
const percent = (share: number): string =>
  share.toLocaleString('en-US', { style: 'percent', maximumFractionDigits: 4 });

/** Six digits tell figures apart; whole numbers have all of theirs. */
const write = (value: number): string =>
  value.toLocaleString('en-US', Number.isInteger(value) ? {} : { maximumSignificantDigits: 6 });
