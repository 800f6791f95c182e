import { numberOfCell } from './cells.ts';
import { defineFigure } from './define.ts';

/** Milliseconds from the newest value of a column to `options.asOf`; negative when it is later. Nulls do not count. */
export const ageOfNewest = defineFigure<{ readonly newest: number }>({
  name: 'age-of-newest',
  start: { newest: Number.NEGATIVE_INFINITY },
  observe: ({ columns: [column = ''] }, { own, rows }) => ({
    newest: (own ? rows : []).reduce(
      (newest, row) => Math.max(newest, numberOfCell(row[column]) ?? newest),
      Number.NEGATIVE_INFINITY,
    ),
  }),
  merge: (a, b) => ({ newest: Math.max(a.newest, b.newest) }),
  conclude: ({ options }, { newest }) =>
    newest === Number.NEGATIVE_INFINITY ? undefined : Date.parse(String(options.asOf)) - newest,
});
