import type { ResolvedExpectation } from '@rowmill/core/engine';

/** What a failed check found, in one sentence. Names columns, never their values. */
export function describeProblem(
  { query, columns }: ResolvedExpectation,
  checkedRows: number,
  failingRows: number,
): string {
  const count = failingRows.toLocaleString('en-US');
  const all = checkedRows.toLocaleString('en-US');
  switch (query.failing) {
    case 'row-total':
      return `${all} rows where ${describeBounds(query)} were expected`;
    case 'rows-with-null':
      return `${count} of ${all} rows have no value in ${columns.join(' or ')}`;
    case 'rows-repeated':
      return `${count} of ${all} rows share their ${columns.join(' + ')} with another row`;
    case 'rows-without-parent':
      return `${count} of ${all} rows have a ${columns.join(' + ')} that is not in ${query.parentTable}`;
  }
}

function describeBounds({ minimum, maximum }: { minimum: number; maximum: number }): string {
  const [from, to] = [minimum.toLocaleString('en-US'), maximum.toLocaleString('en-US')];
  if (minimum === maximum) return from;
  if (maximum === Number.POSITIVE_INFINITY) return `${from} or more`;
  return minimum === 0 ? `at most ${to}` : `${from} to ${to}`;
}
