/** What a database makes the rows of a table keep to. Plain data. */
export interface TableConstraints {
  /** Columns in the order of the key; empty where there is none. */
  readonly primaryKey: readonly string[];
  readonly unique: readonly UniqueSet[];
  readonly references: readonly TableReference[];
  readonly checks: readonly TableCheck[];
}

/** Columns that no two rows share, besides the primary key. */
export interface UniqueSet {
  readonly name: string;
  readonly columns: readonly string[];
  /** Definition of an index over expressions of the columns, or over some of the rows. */
  readonly expression?: string;
}

/** A foreign key: `columns[i]` points to `parentColumns[i]`. */
export interface TableReference {
  readonly name: string;
  readonly columns: readonly string[];
  readonly parentSchema: string;
  readonly parentTable: string;
  readonly parentColumns: readonly string[];
  /** When it is checked: with each statement, or, if a transaction or the reference asks for it, at its end. */
  readonly deferrable: 'no' | 'initially-immediate' | 'initially-deferred';
}

export interface TableCheck {
  readonly name: string;
  /** Those that the expression reads. */
  readonly columns: readonly string[];
  /** In the words of the database. */
  readonly expression: string;
}

export const NO_CONSTRAINTS: TableConstraints = {
  primaryKey: [],
  unique: [],
  references: [],
  checks: [],
};
