import type { z } from 'zod';
import type { Condition, TypedExpression } from '../expressions/typed-expression.ts';
import type { TableShape } from '../model/table-shape.ts';
import type { ColumnNeed } from '../request/definitions.ts';
import type { ExpectationTerms } from '../request/types-expectation.ts';
import type { FigureQuery } from './figures/define.ts';

/** One check that a request asks for, or that a table's shape implies. */
export interface Expectation extends ExpectationTerms {
  /** Name in the catalogue, e.g. `valuesAreUnique`. */
  readonly expect: string;
  readonly table: string;
  /** The columns it looks at; empty for an expectation about the table as a whole. */
  readonly columns: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * Which rows fail, said so that a database can be asked for them and a plain loop can find them too.
 *
 * Nulls: a combination with a null is neither repeated nor an orphan, as in SQL (MATCH SIMPLE), and a condition that is
 * null does not fail (CHECK).
 */
export type ExpectationQuery =
  /** Rows with a null in one of the columns. */
  | { readonly failing: 'rows-with-null'; readonly columns: readonly string[] }
  /** Rows whose combination of values occurs in another row as well. */
  | { readonly failing: 'rows-repeated'; readonly columns: readonly string[] }
  /** Rows whose combination of values is in no row of the parent. */
  | {
      readonly failing: 'rows-without-parent';
      readonly columns: readonly string[];
      readonly parentTable: string;
      readonly parentColumns: readonly string[];
    }
  /** Rows that have too few or too many children, or whose children do not add up to what a column says. */
  | {
      readonly failing: 'rows-by-children';
      /** Columns that the children refer to. */
      readonly columns: readonly string[];
      readonly childTable: string;
      readonly childColumns: readonly string[];
      readonly wanted: ChildrenWanted;
    }
  /** Rows for which the condition is false. */
  | {
      readonly failing: 'rows-against';
      readonly condition: Condition;
      /** What every row has to be, in a few words, e.g. `at least 0`. */
      readonly expected: string;
    }
  /** Rows whose value is on the wrong side of the last one before it that is not null, in the order of the table. */
  | {
      readonly failing: 'rows-out-of-order';
      /** Of a column that has an order. */
      readonly value: TypedExpression;
      readonly direction: 'increasing' | 'decreasing';
      /** Whether equal neighbours fail too. */
      readonly strictly: boolean;
      /** Columns whose combinations are orders of their own; a null is a value like others. */
      readonly by: readonly string[];
    }
  /** Rows missing to the minimum or above the maximum, both inclusive. */
  | { readonly failing: 'row-total'; readonly minimum: number; readonly maximum: number }
  /** No row: a figure of the table has to lie within bounds, both inclusive; one that cannot be measured fails. */
  | {
      readonly failing: 'figure';
      readonly figure: FigureQuery;
      readonly minimum: number;
      readonly maximum: number;
    }
  /** Every row that a SELECT gives, or the one number that it gives must lie within bounds. Only a database knows. */
  | {
      readonly failing: 'sql';
      readonly statement: string;
      /** Both inclusive; absent where rows fail. */
      readonly bounds?: { readonly minimum: number; readonly maximum: number };
      /** Most milliseconds that the statement may take. */
      readonly timeoutMs: number;
    };

/** What has to be right about the children of every row. A row with a null among its columns has none. */
export type ChildrenWanted =
  /** So many of them, both inclusive. */
  | { readonly kind: 'count'; readonly minimum: number; readonly maximum: number }
  /**
   * The sum of a column of theirs is what a column of the row says, give or take a tolerance. Nulls of children count
   * as nothing; a row whose own column is null does not fail. Sums have `scale` digits, or are floats without one.
   */
  | {
      readonly kind: 'sum';
      readonly column: string;
      readonly childColumn: string;
      readonly tolerance: number;
      readonly scale: number | undefined;
    };

/** The tables of a dataset, as far as an expectation has to know them. */
export interface ExpectationContext {
  /** The table that it is about. */
  readonly table: TableShape;
  /** All tables. */
  readonly tables: readonly TableShape[];
  /** What the request takes for now, `2026-01-01T00:00:00.000Z`; absent where there is no request. */
  readonly referenceDate?: string;
}

export interface ExpectationDefinition<Options extends z.ZodObject = z.ZodObject> {
  /** A sentence about what is right, in camel case, e.g. `valuesAreUnique`. */
  readonly name: string;
  readonly summary: string;
  /** Which columns it looks at. */
  readonly columns: ColumnNeed;
  /** What may stand beside `expect`, `table`, `columns` and the terms of every expectation; nothing else. */
  readonly options: Options;
  /** @throws RangeError when columns or options do not fit the table. */
  query(
    columns: readonly string[],
    options: z.output<Options>,
    context: ExpectationContext,
  ): ExpectationQuery;
}

/** Declares an expectation; its options are checked before `query` sees them. */
export function defineExpectation<Options extends z.ZodObject>(
  definition: ExpectationDefinition<Options>,
): ExpectationDefinition<Options> {
  return definition;
}
