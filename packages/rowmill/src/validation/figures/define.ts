import type { FigureQuery } from '@rowmill/core/engine';
import type { StoredTable } from '../check-sql.ts';
import type { Database } from '../open-duckdb.ts';

/** Where a figure is measured. */
export interface FigureContext {
  readonly database: Database;
  /** The table of the expectation; its views hold only the rows that count. */
  readonly table: StoredTable;
  /** Another table of the dataset, with all of its rows. */
  open(name: string): Promise<StoredTable>;
}

/** How a figure is asked for. Means what the figure of that name in the core means. */
export interface FigureMeasure {
  readonly name: string;
  /** Undefined when there is nothing to measure. */
  measure(figure: FigureQuery, context: FigureContext): Promise<number | undefined>;
}
