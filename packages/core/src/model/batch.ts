import type { ValueType } from './value-type.ts';

/** Character classes that at least one format has to escape. 0 means that every format can copy the text. */
export const Escapes = {
  none: 0,
  /** `"` */
  quote: 1,
  /** `\` */
  backslash: 2,
  /** U+0000 to U+001F */
  control: 4,
  /** `,` `;` `|` and a blank at either end: what a CSV cell has to be quoted for. */
  delimiter: 8,
  /** `'` */
  apostrophe: 16,
  /** First character `=` `+` `-` `@`: a spreadsheet would take the cell for a formula. */
  formula: 32,
  /** The cell may be the empty text, which CSV has to tell from null. */
  empty: 64,
  /** Nothing is known of the text. */
  any: 127,
} as const;

/** Distinct texts, packed: entry `i` is `bytes` from `offsets[i]` to `offsets[i + 1]`, UTF-8. Shared between threads. */
export interface PackedDictionary {
  readonly bytes: Uint8Array;
  readonly offsets: Int32Array;
  /** Sum of {@link Escapes} over all entries. */
  readonly escapes: number;
}

/** Rows that a kernel handles at once. Output bytes do not depend on it. */
export const BATCH_ROWS = 8192;

/**
 * Text cells as views into one block of memory: cell `i` is `length[i]` UTF-8 bytes at `address[i]`.
 * At least 16 readable bytes follow every cell, so that copies may overshoot.
 */
export interface TextVector {
  readonly kind: 'text';
  readonly address: Int32Array;
  readonly length: Int32Array;
  /** Classes of characters that cells may hold and some format has to escape: a sum of {@link Escapes}. */
  readonly escapes: number;
  /** Where cells are entries of a dictionary: `codes[i]` is the entry of cell `i`. */
  readonly entries?: { readonly codes: Int32Array; readonly dictionary: PackedDictionary };
}

/** Integers (exact to 2^53), floats, decimals (scaled to integers), timestamps (ms since 1970 UTC), dates (days since 1970). */
export interface NumberVector {
  readonly kind: 'number';
  readonly values: Float64Array;
}

/** 64-bit integers. */
export interface BigintVector {
  readonly kind: 'bigint';
  readonly values: BigInt64Array;
}

/** 0 or 1 per row. */
export interface BooleanVector {
  readonly kind: 'boolean';
  readonly values: Uint8Array;
}

/** Four 32-bit words per row, most significant first. */
export interface UuidVector {
  readonly kind: 'uuid';
  readonly words: Int32Array;
}

export type Vector = TextVector | NumberVector | BigintVector | BooleanVector | UuidVector;

export interface BatchColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly vector: Vector;
  /** 1 where the cell has a value, 0 where it is null; absent when no cell is null. */
  readonly valid: Uint8Array | undefined;
}

/** Consecutive rows of one table, column by column. Valid until its maker is asked for the next one. */
export interface Batch {
  /** Row number of the first row in the whole table. */
  readonly firstRow: number;
  readonly rowCount: number;
  readonly columns: readonly BatchColumn[];
  /** The memory that text vectors point into. */
  readonly bytes: Uint8Array;
}
