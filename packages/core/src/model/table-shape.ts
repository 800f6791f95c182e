import type { ValueType } from './value-type.ts';

/** What a target must know of a column to create it. */
export interface ColumnShape {
  readonly name: string;
  readonly type: ValueType;
  readonly nullable: boolean;
  /** Type of the column in the database it came from, in that database's words; absent for generated columns. */
  readonly sourceType?: string;
  /** Filled by a counter, so a database sequence has to continue after its highest value. */
  readonly counter?: boolean;
}

/** A foreign key. Column lists run in parallel. */
export interface ReferenceShape {
  readonly columns: readonly string[];
  readonly parentTable: string;
  readonly parentColumns: readonly string[];
}

/** Everything a target needs to create, load and check one table. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly ColumnShape[];
  /** Primary key; empty when the table has none. */
  readonly key: readonly string[];
  /** Further unique column sets. */
  readonly unique: readonly (readonly string[])[];
  readonly references: readonly ReferenceShape[];
}
