import type { FigureMeasure } from './define.ts';
import { numbersOfRow, presentSql } from './figure-sql.ts';
import { writeBounds, writeShare } from './figure-words.ts';

export const measureShareOfNulls: FigureMeasure = {
  name: 'share-of-nulls',
  async measure({ figure, ...bounds }, { database, table }) {
    const [rows = 0, nulls = 0] = numbersOfRow(
      await database.query(
        `SELECT count(*), count(*) FILTER (WHERE NOT (${presentSql(figure.columns)})) FROM ${table.view}`,
      ),
    );
    const value = rows === 0 ? 0 : nulls / rows;
    return { value, observed: writeShare(value), expected: writeBounds(bounds, writeShare) };
  },
};
