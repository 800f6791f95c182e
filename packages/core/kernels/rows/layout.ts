/**
 * A row as a list of pieces of {@link PIECE_BYTES} bytes, a cache line each; `src/wasm/row-pieces.ts` writes the list
 * and repeats these numbers. A piece is a literal that all rows share, then what its kind says.
 */
export const PIECE_BYTES: usize = 64;

export namespace Field {
  /** The literal before the cell, up to 32 bytes; a longer one takes several pieces. */
  export const literal: usize = 0;
  export const literalLength: usize = 32;
  export const kind: usize = 36;
  /** What the kind needs: addresses of values, a scale, a byte. */
  export const a: usize = 40;
  export const b: usize = 44;
  export const c: usize = 48;
  /** For {@link Kind.decimal}: 10^scale as f64. */
  export const factor: usize = 48;
  /** For {@link Kind.nullable}: what stands for null, and the pieces that it takes the place of. */
  export const nullText: usize = 48;
  export const nullLength: usize = 52;
  export const skip: usize = 56;
}

export namespace Kind {
  /** The literal alone. */
  export const none: i32 = 0;
  /** Text views: a = addresses, b = lengths. */
  export const views: i32 = 1;
  /** Dictionary entries: a = codes (i32), b = {@link ENTRY_BYTES} an entry. */
  export const entries: i32 = 2;
  /** Entries of at most {@link SLOT_BYTES}: a = codes (i32), b = a slot an entry, c = its length as a byte. */
  export const shortEntries: i32 = 16;
  /** As entries, codes are bytes: booleans, ways to begin a row. */
  export const byteEntries: i32 = 3;
  /** a = four words per row. */
  export const uuid: i32 = 4;
  /** a = f64: whole numbers. */
  export const integer: i32 = 5;
  /** a = f64 scaled to whole numbers, b = scale, factor = 10^scale. */
  export const decimal: i32 = 6;
  /** a = f64 milliseconds since 1970. */
  export const timestamp: i32 = 7;
  /** a = f64 days since 1970. */
  export const date: i32 = 8;
  /** a = i64. */
  export const bigint: i32 = 9;
  /** a = f64, b = digits at least. */
  export const padded: i32 = 10;
  /** a = f64, b = the table of powers of ten. */
  export const float: i32 = 17;
  /** a = a byte per row, 1 where there is a value: text for null and a jump, or on to the next piece. */
  export const nullable: i32 = 11;
  /** Views as in JSON strings. */
  export const json: i32 = 12;
  /** Views as in PostgreSQL's COPY text. */
  export const copy: i32 = 13;
  /** Views in which one byte (c) is doubled. */
  export const doubled: i32 = 14;
  /** Views as fields of CSV: c = byte before a formula, or 0. */
  export const csv: i32 = 15;
}

/**
 * Size of the slots of short entries: cells of many dictionaries then take one load beyond the fastest cache.
 * `src/wasm/piece-entries.ts` repeats this number and the next.
 */
export const SLOT_BYTES: usize = 16;
/** Address of an entry's text, then its length, as u32 each. */
export const ENTRY_BYTES: usize = 8;
