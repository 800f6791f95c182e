import { combineValues } from '../combine-values.ts';
import { mergeTallies, tally } from './cells.ts';
import { defineFigure, type FigureQuery, type FigureSlice } from './define.ts';

interface Families {
  readonly rows: number;
  readonly parents: ReadonlyMap<string, number>;
  readonly children: ReadonlyMap<string, number>;
}

/** The table that holds the children, and its columns that refer to those of the figure. */
export function childrenOf({ options }: FigureQuery): {
  readonly table: string;
  readonly columns: readonly string[];
} {
  const columns = Array.isArray(options.childColumns) ? options.childColumns.map(String) : [];
  return { table: String(options.childTable), columns };
}

/** How many children a row has in the mean; rows without any count. Undefined for a table without rows. */
export const meanOfChildren = defineFigure<Families>({
  name: 'mean-of-children',
  start: { rows: 0, parents: new Map(), children: new Map() },
  observe(figure, { own, table, rows, all }) {
    const child = childrenOf(figure);
    return {
      rows: own ? rows.length : 0,
      parents: keysOf(own ? rows : [], figure.columns),
      children: keysOf(table === child.table ? all : [], child.columns),
    };
  },
  merge: (a, b) => ({
    rows: a.rows + b.rows,
    parents: mergeTallies(a.parents, b.parents),
    children: mergeTallies(a.children, b.children),
  }),
  conclude(_figure, { rows, parents, children }) {
    let sum = 0;
    for (const [key, count] of parents) {
      sum += count * (children.get(key) ?? 0);
    }
    return rows === 0 ? undefined : sum / rows;
  },
});

const keysOf = (
  rows: FigureSlice['rows'],
  columns: readonly string[],
): ReadonlyMap<string, number> => tally(rows.map((row) => combineValues(row, columns)));
