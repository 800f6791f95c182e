import type { MeasuredTable } from 'rowmill/engine';

/** A target of a run, as far as its costs go. */
export interface WorkTarget {
  readonly kind: 'postgres' | 'directory' | 's3';
  /** Names of the tables that it gets. */
  readonly tables: readonly string[];
}

/** What a run has to do: what its time and its price follow from. */
export interface Workload {
  /** Parents before children. */
  readonly tables: readonly MeasuredTable[];
  readonly targets: readonly WorkTarget[];
  readonly environments: number;
  /** Minutes that the test command is expected to take; undefined where there is none. */
  readonly testMinutes?: number;
}

/** Rows of a part of a table in the store: the same whatever the sizing. */
export const PART_ROWS = 65_536;

export const partsOf = (rows: number): number => Math.max(1, Math.ceil(rows / PART_ROWS));

export const rowsOf = ({ tables }: Pick<Workload, 'tables'>): number =>
  tables.reduce((sum, { rows }) => sum + rows, 0);

export const storedBytesOf = ({ tables }: Pick<Workload, 'tables'>): number =>
  tables.reduce((sum, { rows, storedBytesPerRow }) => sum + rows * storedBytesPerRow, 0);
