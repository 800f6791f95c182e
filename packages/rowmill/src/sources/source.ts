import type { ValueType } from '@rowmill/core';

/** Rows that a source hands over at once, at most. */
export const SOURCE_BATCH_ROWS = 8192;

/** What a source knows of one of its columns before any row is read. */
export interface SourceColumn {
  readonly name: string;
  /** Absent where only `sourceType` tells what the cells are. */
  readonly type: ValueType | undefined;
  /** Type in the words of the database it comes from, e.g. `character varying(20)`. */
  readonly sourceType?: string;
  /** Absent where the source does not know. */
  readonly nullable?: boolean;
  /** Part of the primary key. */
  readonly isKey?: boolean;
  /** The column of another table that this one refers to by a single-column foreign key. */
  readonly references?: { readonly table: string; readonly column: string };
}

/** Consecutive rows; every row has one cell per column, in the order of the columns. */
export type SourceRows = readonly (readonly (string | null)[])[];

/** A table that is read, never written: a file or a table of a database. */
export interface Source {
  /** For messages and reports, e.g. `csv customers.csv`. Never a password. */
  describe(): string;
  readonly columns: readonly SourceColumn[];
  /** Absent where counting would mean reading everything. */
  readonly estimatedRows?: number;
  /**
   * The rows in the order of the source, in batches of at most {@link SOURCE_BATCH_ROWS}. Memory does not
   * grow with their number. Every call reads from the start.
   */
  rows(signal?: AbortSignal): AsyncIterable<SourceRows>;
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
