import { combineValues } from '../combine-values.ts';
import { defineFigure } from './define.ts';

/** The share of the rows with a null in one of the columns, 0 to 1; 0 for a table without rows. */
export const shareOfNulls = defineFigure({
  name: 'share-of-nulls',
  start: { rows: 0, nulls: 0 },
  observe: ({ columns }, { own, rows }) => {
    if (!own) return { rows: 0, nulls: 0 };
    const nulls = rows.filter((row) => combineValues(row, columns) === undefined).length;
    return { rows: rows.length, nulls };
  },
  merge: (a, b) => ({ rows: a.rows + b.rows, nulls: a.nulls + b.nulls }),
  conclude: (_figure, { rows, nulls }) => (rows === 0 ? 0 : nulls / rows),
});
