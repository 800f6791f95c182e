import type { PiiTypeName } from '../pii/pii-types.ts';

/** A column as a source shows it, with a sample of its cells. */
export interface ColumnFacts {
  readonly name: string;
  /** Type in the words of the source, e.g. `character varying(20)`; absent for files. */
  readonly sourceType?: string;
  /** Part of the primary key. */
  readonly isKey?: boolean;
  /** A foreign key points from it to another table. */
  readonly isReference?: boolean;
  /** Cells of a sample of rows, in any order. */
  readonly values: readonly (string | null)[];
}

export interface TableFacts {
  /** Empty where nobody knows. */
  readonly name: string;
  readonly columns: readonly ColumnFacts[];
}

/** What a column is taken for. */
export interface ColumnFinding {
  readonly column: string;
  readonly verdict: 'pii' | 'none' | 'unsure';
  /** Present with `pii`, and with `unsure` where one kind is more likely than others. */
  readonly type?: PiiTypeName;
  /** Of the verdict, 0 to 1. */
  readonly confidence: number;
  /** Why: words of names, shapes, counts and shares. Never a value. */
  readonly evidence: readonly string[];
}
