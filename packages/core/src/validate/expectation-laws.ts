import type { z } from 'zod';
import type { ExpectationDefinition, ExpectationQuery } from './define.ts';
import {
  concludeState,
  type ExpectationOutcome,
  mergeStates,
  NOTHING_SEEN,
  observeRows,
  type RowSlice,
} from './evaluate.ts';

type Rows = RowSlice['rows'];

/** Rows by table; the expectation is about the table `rows`. */
export interface ExampleTables {
  readonly rows: Rows;
  readonly [parent: string]: Rows;
}

/** The query of an expectation about the table `rows`, its options checked as in a request. */
export function queryFor<Options extends z.ZodObject>(
  definition: ExpectationDefinition<Options>,
  columns: readonly string[],
  options: z.input<Options>,
): ExpectationQuery {
  return definition.query(columns, definition.options.parse(options));
}

/** Every way to look at the tables that must give one outcome: whole, and split at each row, in either order. */
export function outcomesOf(query: ExpectationQuery, tables: ExampleTables): ExpectationOutcome[] {
  const cuts = tables.rows.map((_, cut) => cut);
  return [0, ...cuts].flatMap((cut) => {
    const slices = slicesOf(tables, cut);
    return [slices, slices.toReversed()].map((ordered) =>
      concludeState(
        query,
        ordered.map((slice) => observeRows(query, 'rows', slice)).reduce(mergeStates, NOTHING_SEEN),
      ),
    );
  });
}

function slicesOf(tables: ExampleTables, cut: number): RowSlice[] {
  return Object.entries(tables).flatMap(([table, rows]) => [
    { table, firstRow: 0, rows: rows.slice(0, cut) },
    { table, firstRow: Math.min(cut, rows.length), rows: rows.slice(cut) },
  ]);
}
