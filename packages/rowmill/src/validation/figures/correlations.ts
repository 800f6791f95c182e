import type { BoundedFigure, FigureContext, FigureMeasure, Measured } from './define.ts';
import { columnOf, numberSql } from './figure-sql.ts';
import { writeBounds } from './figure-words.ts';

export const measurePearson: FigureMeasure = {
  name: 'pearson-correlation',
  measure: (bounded, context) =>
    correlate(bounded, context, (pairs) => `SELECT x, y FROM (${pairs})`),
};

/** Equal values share the mean of their ranks. */
export const measureSpearman: FigureMeasure = {
  name: 'spearman-correlation',
  measure: (bounded, context) =>
    correlate(
      bounded,
      context,
      (pairs) =>
        `SELECT ${['x', 'y']
          .map(
            (side) =>
              `rank() OVER (ORDER BY ${side}) + (count(*) OVER (PARTITION BY ${side}) - 1) / 2 AS ${side}`,
          )
          .join(', ')} FROM (${pairs})`,
    ),
};

/** DuckDB merges means and co-moments as Chan and others do, so that no digits are lost far from 0. */
async function correlate(
  { figure: { columns }, ...bounds }: BoundedFigure,
  { database, table }: FigureContext,
  points: (pairs: string) => string,
): Promise<Measured> {
  const [left = '', right = ''] = columns.map((name) => numberSql(name, columnOf(name, table)));
  const pairs = `SELECT * FROM (SELECT ${left} AS x, ${right} AS y FROM ${table.view}) WHERE x IS NOT NULL AND y IS NOT NULL`;
  const [row = []] = await database.query(
    `SELECT count(*), min(x) = max(x) OR min(y) = max(y), CASE WHEN min(x) < max(x) AND min(y) < max(y) THEN corr(x, y) END FROM (${points(pairs)})`,
  );
  const [rows, isConstant, coefficient] = row;
  const expected = writeBounds(bounds, four);
  // Values that differ by next to nothing leave no variance that a double can hold.
  if (coefficient === null || !Number.isFinite(Number(coefficient))) {
    const observed =
      isConstant === true || coefficient !== null
        ? 'a constant column'
        : `${Number(rows)} pairs of values`;
    return { value: undefined, observed, expected };
  }
  const value = Number(coefficient);
  return { value, observed: four(value), expected };
}

/** Nothing is rounded to -0. */
const four = (value: number): string =>
  (Math.round(value * 10_000) / 10_000 + 0).toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  });
