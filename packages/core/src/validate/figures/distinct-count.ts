import { combineValues } from '../combine-values.ts';
import { defineFigure } from './define.ts';

/** How many different combinations of values the columns have, exactly; one with a null does not count. */
export const distinctCount = defineFigure<ReadonlySet<string>>({
  name: 'distinct-count',
  start: new Set(),
  observe: ({ columns }, { own, rows }) =>
    new Set(own ? rows.flatMap((row) => combineValues(row, columns) ?? []) : []),
  merge: (a, b) => new Set([...a, ...b]),
  conclude: (_figure, values) => values.size,
});
