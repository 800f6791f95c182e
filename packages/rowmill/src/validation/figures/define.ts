import type { ExpectationQuery } from '@rowmill/core/engine';
import type { CheckDistribution } from '../check-result.ts';
import type { StoredTable } from '../check-sql.ts';
import type { Database } from '../open-duckdb.ts';

/** A figure and the bounds that it has to lie within. */
export type BoundedFigure = Extract<ExpectationQuery, { failing: 'figure' }>;

/** Where a figure is measured. */
export interface FigureContext {
  readonly database: Database;
  /** The table of the expectation; its views hold only the rows that count. */
  readonly table: StoredTable;
  /** Where paths of files start. */
  readonly directory: string;
  /** Another table of the dataset, with all of its rows. */
  open(name: string): Promise<StoredTable>;
}

/** What was measured, and how reports tell it. */
export interface Measured {
  /** Undefined when there is nothing to measure. */
  readonly value: number | undefined;
  /** In words, without a value of a hidden column. */
  readonly observed: string;
  readonly expected: string;
  readonly distribution?: CheckDistribution;
}

/** How a figure is asked for. Means what the figure of that name in the core means. */
export interface FigureMeasure {
  readonly name: string;
  measure(bounded: BoundedFigure, context: FigureContext): Promise<Measured>;
}
