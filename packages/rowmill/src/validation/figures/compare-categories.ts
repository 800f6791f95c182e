import { type ComparedWith, type Comparison, LEAST_BIN_SHARE } from '@rowmill/core/engine';
import type { CheckDistribution } from '../check-result.ts';
import { LEAST_ROWS } from '../least-rows.ts';
import { quoteText } from '../sql-names.ts';
import type { Compared } from './compare-numbers.ts';
import { otherSide, ownSide, type Side } from './compared-side.ts';
import type { FigureContext } from './define.ts';
import { columnOf } from './figure-sql.ts';

/** Categories that are shown by themselves; the others are summed up. */
const SHOWN = 39;

/** Undefined where one of the two sides has no values. */
export async function compareCategories(
  name: string,
  { against, method }: Comparison,
  context: FigureContext,
): Promise<Compared | undefined> {
  const own = ownSide(name, context, 'categories');
  const other =
    against.kind === 'table' || against.kind === 'file'
      ? await otherSide(against, context, {
          as: 'categories',
          own: columnOf(name, context.table),
        })
      : undefined;
  const both = sharesSql(own, countsOf(against, other));
  const [p, q] = ['p', 'q'].map((share) => `greatest(${share}, ${LEAST_BIN_SHARE})`);
  const sum = method === 'tv' ? 'sum(abs(p - q)) / 2' : `sum((${p} - ${q}) * ln(${p} / ${q}))`;
  const [row] = await context.database.query(`SELECT ${sum}, sum(p), sum(q) FROM (${both})`);
  const [distance, observed, expected] = row ?? [];
  if (!isShare(observed) || !isShare(expected)) return undefined;
  const shown = shownCategories(own, other);
  const distribution = await pictureOf(both, shown, context);
  return { distance: Number(distance), error: 0, distribution };
}

const isShare = (sum: unknown): boolean => Number(sum ?? 0) > 0;

/** SELECT of categories `v` with their numbers or weights `n`. */
function countsOf(against: ComparedWith, other: Side | undefined): string {
  if (other !== undefined) return grouped(other);
  if (against.kind !== 'weights') throw new RangeError('categories are compared with categories');
  const rows = Object.entries(against.weights).map(
    ([value, weight]) => `(${quoteText(value)}, CAST('${weight}' AS DOUBLE))`,
  );
  return `SELECT * FROM (VALUES ${rows.join(', ')}) w(v, n)`;
}

const grouped = ({ values }: Side): string => `SELECT v, count(*) AS n FROM (${values}) GROUP BY v`;

/** Categories of both sides with their shares `p` observed and `q` expected. */
function sharesSql(own: Side, expected: string): string {
  return `SELECT coalesce(o.v, e.v) AS v, coalesce(o.n, 0) AS n, e.v IS NOT NULL AS known,
      coalesce(e.n, 0) AS m,
      coalesce(o.n / sum(o.n) OVER (), 0) AS p, coalesce(e.n / sum(e.n) OVER (), 0) AS q
    FROM (${grouped(own)}) o FULL JOIN (${expected}) e ON e.v = o.v`;
}

interface Shown {
  /** Condition for a category to stand by itself. */
  readonly alone: string;
  /** Condition for it to have its name. */
  readonly named: string;
}

/** A hidden side shows no name; the other may, of what it has itself, and so may the request. */
function shownCategories(own: Side, other: Side | undefined): Shown {
  const isDeclared = other === undefined;
  const few = [
    own.isHidden ? `n BETWEEN 1 AND ${LEAST_ROWS - 1}` : 'false',
    other?.isHidden === true ? `m BETWEEN 1 AND ${LEAST_ROWS - 1}` : 'false',
  ].join(' OR ');
  const named = [
    ...(own.isHidden ? [] : ['n > 0']),
    ...(other?.isHidden === true ? [] : ['known']),
    'false',
  ].join(' OR ');
  const isOpen = isDeclared ? 'known' : own.isHidden ? 'false' : 'n > 0';
  return { alone: `(${isOpen} OR NOT (${few}))`, named: `(${named})` };
}

/** The categories with the greatest shares by themselves, the others together. */
async function pictureOf(
  both: string,
  { alone, named }: Shown,
  { database }: Pick<FigureContext, 'database'>,
): Promise<CheckDistribution> {
  const place = 'row_number() OVER (ORDER BY greatest(p, q) DESC, v)';
  const placed = `SELECT *, ${named} AS named, CASE WHEN ${place} <= ${SHOWN} AND ${alone} THEN ${place} END AS place FROM (${both})`;
  const rows = await database.query(
    `SELECT any_value(v), any_value(named), sum(p), sum(q), place FROM (${placed}) GROUP BY place ORDER BY place NULLS LAST`,
  );
  const bins = rows.map(([value, isNamed, observed, expected, at], index) => ({
    label: at === null ? 'other' : isNamed === true ? String(value) : String(index + 1),
    observed: Number(observed),
    expected: Number(expected),
  }));
  return { bins };
}
