import type { z } from 'zod';
import { readCondition } from '../expressions/type-expression.ts';
import type { TableShape } from '../model/table-shape.ts';
import type { ValueType } from '../model/value-type.ts';
import type { ExpectationDefinition, ExpectationQuery } from './define.ts';
import {
  concludeState,
  type ExpectationOutcome,
  mergeStates,
  NOTHING_SEEN,
  observeRows,
} from './evaluate.ts';
import type { RowSlice } from './row-slice.ts';

type Rows = RowSlice['rows'];

/** Rows by table; the expectation is about the table `rows`. */
export interface ExampleTables {
  readonly rows: Rows;
  readonly [parent: string]: Rows;
}

type Types = Readonly<Record<string, ValueType | ValueType['kind']>>;

/** A table of columns that may all be null; a decimal has two digits behind the point unless its type says otherwise. */
export function tableOf(name: string, types: Types): TableShape {
  const columns = Object.entries(types).map(([column, type]) => ({
    name: column,
    type: typeof type === 'object' ? type : typeNamed(type),
    nullable: true,
  }));
  return { name, columns, key: [], unique: [], references: [] };
}

function typeNamed(kind: ValueType['kind']): ValueType {
  return kind === 'decimal' ? { kind, scale: 2 } : { kind };
}

/** The query of an expectation about the table `rows`, its options checked as in a request. */
export function queryFor<Options extends z.ZodObject>(
  definition: ExpectationDefinition<Options>,
  columns: readonly string[],
  options: z.input<Options>,
  types: Types = Object.fromEntries(columns.map((column) => [column, 'string'])),
): ExpectationQuery {
  const table = tableOf('rows', types);
  return definition.query(columns, definition.options.parse(options), { table, tables: [table] });
}

/** Every way to look at the tables that must give one outcome: whole, and split at each row, in either order. */
export function outcomesOf(
  query: ExpectationQuery,
  tables: ExampleTables,
  where?: { readonly text: string; readonly types: Types },
): ExpectationOutcome[] {
  const condition = where && readCondition(where.text, tableOf('rows', where.types));
  const expectation = { table: 'rows', query, ...(condition === undefined ? {} : { condition }) };
  const cuts = tables.rows.map((_, cut) => cut);
  return [0, ...cuts].flatMap((cut) => {
    const slices = slicesOf(tables, cut);
    return [slices, slices.toReversed()].map((ordered) =>
      concludeState(
        expectation,
        ordered
          .map((slice) => observeRows(expectation, slice))
          .reduce((a, b) => mergeStates(expectation, [a, b]), NOTHING_SEEN),
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
