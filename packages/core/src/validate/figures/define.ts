import type { RowSlice } from '../row-slice.ts';

/** A figure of a table, such as a sum or a share, and what it is measured of. Plain data. */
export interface FigureQuery {
  /** Name in `FIGURES`, e.g. `share-of-nulls`. */
  readonly name: string;
  /** The columns that it is measured of, of the table of the expectation. */
  readonly columns: readonly string[];
  /** What else it depends on: quantiles, a declared distribution, another table. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Rows that a figure looks at. */
export interface FigureSlice extends RowSlice {
  /** Whether they are of the table of the expectation; `where` has been applied to those. */
  readonly own: boolean;
  /** The same without `where`: for a figure that compares the table with itself. */
  readonly all: RowSlice['rows'];
}

/**
 * What a figure means, row by row. States of slices merge in any order.
 *
 * The state is the figure's own; nobody else looks into it.
 */
export interface FigureDefinition<State = unknown> {
  readonly name: string;
  /** Before the first slice. */
  readonly start: State;
  /** What one slice adds, of the table of the expectation or of another that the figure reads. */
  observe(figure: FigureQuery, seen: FigureSlice): State;
  merge(a: State, b: State): State;
  /** Undefined when there is nothing to measure, such as the mean of no rows. */
  conclude(figure: FigureQuery, state: State): number | undefined;
}

/** Declares a figure. */
export function defineFigure<State>(definition: FigureDefinition<State>): FigureDefinition<State> {
  return definition;
}
