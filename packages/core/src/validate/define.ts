import type { z } from 'zod';

/** One check that a request asks for, or that a table's shape implies. */
export interface Expectation {
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
 * Nulls: a combination with a null is neither repeated nor an orphan, as in SQL (MATCH SIMPLE).
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
  /** Rows missing to the minimum or above the maximum, both inclusive. */
  | { readonly failing: 'row-total'; readonly minimum: number; readonly maximum: number };

export interface ExpectationDefinition<Options extends z.ZodObject = z.ZodObject> {
  /** A sentence about what is right, in camel case, e.g. `valuesAreUnique`. */
  readonly name: string;
  readonly summary: string;
  /** Whether it looks at columns or at the table as a whole. */
  readonly columns: 'one-or-more' | 'none';
  /** What may stand beside `expect`, `table` and `columns`; nothing else. */
  readonly options: Options;
  query(columns: readonly string[], options: z.output<Options>): ExpectationQuery;
}

/** Declares an expectation; its options are checked before `query` sees them. */
export function defineExpectation<Options extends z.ZodObject>(
  definition: ExpectationDefinition<Options>,
): ExpectationDefinition<Options> {
  return definition;
}
