import type { Batch, BatchColumn, TextVector } from '../model/batch.ts';

/** What stands in a cell of a file. From `false` on the cell has a value, and its view is the value's text. */
export const Tags = {
  /** The row has no such key (NDJSON); or its cells are not known, see {@link ReadBatch.sound}. */
  absent: 0,
  /** `null` in JSON, an empty cell without quotes in CSV. The view is empty. */
  null: 1,
  false: 2,
  true: 3,
  /** As written: `12345678901234567890` keeps all its digits. Checked against the grammar of RFC 8259. */
  number: 4,
  /** Without quotes, unescaped, UTF-8. Every cell of CSV with a value is one. */
  string: 5,
  /** JSON text, as written: checked, not unescaped. */
  object: 6,
  array: 7,
} as const;

export type Tag = (typeof Tags)[keyof typeof Tags];

/** A column of a file: text, whatever its cells are. */
export interface ReadColumn extends BatchColumn {
  /** Always text; where `valid` is 0 the cell is empty. */
  readonly vector: TextVector;
  /** 1 where the tag is `false` or a later one. */
  readonly valid: Uint8Array;
  /** One of {@link Tags} per row. */
  readonly tags: Uint8Array;
}

/** What is wrong with a row, where the exact path has told. */
export interface RowFault {
  /** Line breaks between the start of the row and the fault. */
  readonly lines: number;
  readonly problem: string;
}

/**
 * Consecutive rows of a file. All arrays lie in the memory that kernels share, and are overwritten by the next batch.
 *
 * Rows that columns cannot tell (no JSON, a key that is no column or stands twice, half a character, broken quotes, too
 * few cells, not UTF-8) are in their place with `sound` 0: whoever reads the batch takes them from `raw`.
 */
export interface ReadBatch extends Batch {
  readonly columns: readonly ReadColumn[];
  /** Text of each row as it stands in the file, without its line break. */
  readonly raw: { readonly address: Int32Array; readonly length: Int32Array };
  /** 1 where the columns tell the whole row; else all its cells are absent. */
  readonly sound: Uint8Array;
  /** Rows whose `sound` is 0. */
  readonly oddRows: number;
  /** Faults of odd rows by their number in the batch: of CSV only, an odd line of NDJSON tells for itself. */
  readonly faults: ReadonlyMap<number, RowFault>;
  /** 0 where all of a row is ASCII and every cell is a view into `raw`; else 1. */
  readonly wide: Uint8Array;
  /** Lines between the start of the batch and each row; see `firstLine`. */
  readonly lines: Int32Array;
  /** Number of the line that `lines` counts from, from 1: row `i` starts at line `firstLine + lines[i]`. */
  readonly firstLine: number;
}
