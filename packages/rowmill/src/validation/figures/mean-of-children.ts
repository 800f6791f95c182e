import { childrenOf } from '@rowmill/core/engine';
import { quoteName } from '../sql-names.ts';
import type { FigureMeasure } from './define.ts';
import { numbersOfRow } from './figure-sql.ts';
import { writeBounds, writeNumber } from './figure-words.ts';

export const measureMeanOfChildren: FigureMeasure = {
  name: 'mean-of-children',
  async measure({ figure, ...bounds }, { database, table, open }) {
    const { table: childName, columns } = childrenOf(figure);
    const child = await open(childName);
    const same = figure.columns.map(
      (column, index) => `p.${quoteName(column)} = c.${quoteName(columns[index] ?? '')}`,
    );
    const [rows = 0, children = 0] = numbersOfRow(
      await database.query(
        `SELECT (SELECT count(*) FROM ${table.view}),
           (SELECT count(*) FROM ${table.view} p JOIN ${child.view} c ON ${same.join(' AND ')})`,
      ),
    );
    const value = rows === 0 ? undefined : children / rows;
    const observed =
      value === undefined
        ? 'no rows'
        : `${writeNumber(value)} rows of ${childName} for each of ${writeNumber(rows)}`;
    return { value, observed, expected: writeBounds(bounds) };
  },
};
