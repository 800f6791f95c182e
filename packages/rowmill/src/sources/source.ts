import type { ValueType } from '@rowmill/core';
import type { TableConstraints } from './table-constraints.ts';

/** Rows that a source hands over at once, at most. */
export const SOURCE_BATCH_ROWS = 8192;

/** What a source knows of one of its columns before any row is read. */
export interface SourceColumn {
  readonly name: string;
  /** Absent where only `sourceType` tells what the cells are. */
  readonly type: ValueType | undefined;
  /** Type in the words of PostgreSQL, e.g. `character varying(20)`, also where another database says it differently. */
  readonly sourceType?: string;
  /** Type in the words of a database that has others, e.g. `tinyint(1)`. */
  readonly nativeType?: string;
  /** Absent where the source does not know. */
  readonly nullable?: boolean;
  /** Part of the primary key. */
  readonly isKey?: boolean;
  /** The column of another table that this one refers to by a single-column foreign key. */
  readonly references?: { readonly table: string; readonly column: string };
  /** Labels of an enum, in its order. */
  readonly labels?: readonly string[];
  /** Who numbers the rows where an insert does not. */
  readonly identity?: 'always' | 'by-default' | 'serial' | 'auto-increment';
  /** The database computes it from other columns, and takes no value for it. */
  readonly generated?: true;
  /** Most characters that a cell may have. */
  readonly maxLength?: number;
  /** Digits of a decimal number, and those of them behind the point. */
  readonly precision?: number;
  readonly scale?: number;
  /** Only where it is not the one of the database. */
  readonly collation?: string;
  readonly comment?: string;
  /** Text of the expression; of a generated column, what computes it. */
  readonly default?: string;
  /** Distinct values by the statistics of the database: an estimate. */
  readonly estimatedDistinct?: number;
}

/** Consecutive rows; every row has one cell per column, in the order of the columns. */
export type SourceRows = readonly (readonly (string | null)[])[];

/** Consecutive parts of a table, all of one snapshot, which several readers may read at the same time. */
export interface SourceRanges {
  readonly count: number;
  /** One more reader, with a connection of its own. @throws SourceError when there can be none */
  openReader(signal: AbortSignal): Promise<RangeReader>;
}

/** Reads one range after the other. */
export interface RangeReader {
  /** The rows of a range, 0-based, in the order of the source. */
  read(range: number): AsyncIterable<SourceRows>;
  close(): Promise<void>;
}

/** A table that is read, never written: a file or a table of a database. */
export interface Source {
  /** For messages and reports, e.g. `csv customers.csv`. Never a password. */
  describe(): string;
  readonly columns: readonly SourceColumn[];
  /** Absent where counting would mean reading everything. */
  readonly estimatedRows?: number;
  /** What rows have to keep to; absent for files. */
  readonly constraints?: TableConstraints;
  /**
   * The rows in the order of the source, in batches of at most {@link SOURCE_BATCH_ROWS}. Memory does not
   * grow with their number. Every call reads from the start.
   */
  rows(signal?: AbortSignal): AsyncIterable<SourceRows>;
  /**
   * The ranges that {@link rows} falls into, from its first row to its last. Undefined where there is no point in reading
   * the table by several.
   */
  ranges?(): Promise<SourceRanges | undefined>;
  /**
   * SHA-256 of all that the rows follow from, in hexadecimal digits. Absent where they may change at any time: a
   * database.
   *
   * @throws SourceError when it cannot be read.
   */
  digest?(): Promise<string>;
  /** Lets go of files and connections. Safe to call twice, and while rows are being read. */
  close(): Promise<void>;
}
