/** Rises when a reader of the older form would misread the newer. */
export const PARITY_VERSION = 1;

/** What one place holds of one table. */
export interface ParityCell {
  readonly rows: number;
  /** 16 hexadecimal digits; the same in every place that holds the same rows, in whatever order and database. */
  readonly digest: string;
  /** `A`, `B` …: places whose tables have the same contents share a letter. */
  readonly group: string;
}

/** One thing that is not the same everywhere. */
export interface ParityDifference {
  readonly kind: 'table' | 'column' | 'type' | 'nullability' | 'constraint' | 'rows' | 'content';
  /** In one sentence. Names tables, columns and places, never a value. */
  readonly message: string;
}

/** A row that is not the same in two places. */
export interface DifferingRow {
  /** The key of the row; values stand as tokens where they must not be shown. */
  readonly key: Readonly<Record<string, string | null>>;
  /** The place whose row is not that of the first place. */
  readonly place: string;
  readonly is: 'missing' | 'added' | 'changed';
  /** Of a changed row. */
  readonly columns?: readonly string[];
}

export interface ParityTable {
  readonly name: string;
  readonly equal: boolean;
  /** One for each place, in their order; null where a place has no such table. */
  readonly cells: readonly (ParityCell | null)[];
  readonly differences: readonly ParityDifference[];
  /** Some of the rows that differ, where the table has a key. */
  readonly rows: readonly DifferingRow[];
  /** What could not be compared, and why. */
  readonly notes: readonly string[];
}

export interface ParityPlace {
  readonly name: string;
  /** As it calls itself; never a password. */
  readonly describe: string;
}

/** Whether some places hold the same tables. Plain JSON without a value of any row but keys. */
export interface ParityReport {
  readonly version: typeof PARITY_VERSION;
  readonly equal: boolean;
  readonly places: readonly ParityPlace[];
  readonly tables: readonly ParityTable[];
}
