/** What masking has to know of a column of the source. */
export interface MaskableColumn {
  readonly name: string;
  /** Type in the words of the database, from which the room for a mask follows. */
  readonly sourceType?: string;
  /** Absent where the source does not know. */
  readonly nullable?: boolean;
  /** Labels of an enum. */
  readonly labels?: readonly string[];
  /** The database computes it from other columns, and takes no value for it. */
  readonly generated?: true;
  /** Text of what the database computes it by. */
  readonly default?: string;
  /** Distinct values: an estimate of the database. */
  readonly estimatedDistinct?: number;
}

/** What the rows of a table keep to, in the source and behind masking. */
export interface MaskableConstraints {
  /** Columns of the primary key; empty where there is none. */
  readonly key: readonly string[];
  /** Further sets of columns that no two rows share. */
  readonly unique: readonly (readonly string[])[];
  readonly checks: readonly MaskableCheck[];
}

/** A condition that the database holds for every row. */
export interface MaskableCheck {
  readonly name: string;
  /** Those that the expression reads. */
  readonly columns: readonly string[];
  /** In the words of the database. */
  readonly expression: string;
}
