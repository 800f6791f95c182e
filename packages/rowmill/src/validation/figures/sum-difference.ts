import { differenceOfSums, readDecimal } from '@rowmill/core/engine';
import type { StoredTable } from '../check-sql.ts';
import { LEAST_ROWS } from '../least-rows.ts';
import { quoteName } from '../sql-names.ts';
import type { FigureMeasure } from './define.ts';
import { columnOf, isHidden, numberSql } from './figure-sql.ts';
import { writeNumber } from './figure-words.ts';

const ZERO = { units: 0n, scale: 0 };

export const measureSumDifference: FigureMeasure = {
  name: 'sum-difference',
  async measure({ figure, maximum }, { database, table }) {
    const { columns, options } = figure;
    const sums = columns.map((column) => sumSql(column, table));
    // Nulls say nothing: the sum of one value among them is that value.
    const counts = columns.map((column) => `count(${quoteName(column)})`);
    const magnitudes = columns.map((column) => `coalesce(sum(abs(${number(column, table)})), 0)`);
    const [row = []] = await database.query(
      `SELECT least(${counts.join(', ')}), ${magnitudes.join(' + ')}, ${sums.join(', ')} FROM ${table.view}`,
    );
    const [values, magnitude, sum, other] = row;
    const value = differenceOfSums(figure, {
      sum: readDecimal(String(sum)) ?? ZERO,
      other: readDecimal(String(other ?? 0)) ?? ZERO,
      magnitude: Number(magnitude),
    });
    const wanted = columns.length > 1 ? String(other) : String(options.equals);
    const isTold = !isHidden(columns, table) || Number(values) >= LEAST_ROWS;
    const within = maximum === 0 ? '' : `, give or take ${writeNumber(maximum)}`;
    const name = columns.length > 1 ? `the sum of ${columns[1]}` : wanted;
    return {
      value,
      observed: isTold ? String(sum) : 'a sum of too few masked values to tell',
      expected: `${name}${columns.length > 1 && isTold ? `, ${wanted}` : ''}${within}`,
    };
  },
};

const number = (column: string, table: StoredTable): string =>
  numberSql(column, columnOf(column, table));

/** The sum as text: exact, but for floats, whose sum is compensated. */
function sumSql(name: string, table: StoredTable): string {
  const sum =
    columnOf(name, table)?.type.kind === 'float'
      ? `fsum(${number(name, table)})`
      : `sum(${quoteName(name)})`;
  return `coalesce(CAST(${sum} AS VARCHAR), '0')`;
}
