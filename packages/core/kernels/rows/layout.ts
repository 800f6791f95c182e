/**
 * A row as a list of pieces, each of {@link PIECE_BYTES} bytes and 32-bit fields; `src/wasm/row-pieces.ts` writes the
 * list and repeats these numbers. A piece is a literal that all rows share, then what its kind says.
 */
export const PIECE_BYTES: usize = 48;

export namespace Field {
  export const kind: usize = 0;
  /** Address and length of the literal before the cell. */
  export const literal: usize = 4;
  export const literalLength: usize = 8;
  /** What the kind needs: addresses of values, a scale, a byte. */
  export const a: usize = 12;
  export const b: usize = 16;
  export const c: usize = 20;
  export const d: usize = 24;
  /** For {@link Kind.decimal}: 10^scale as f64. */
  export const factor: usize = 20;
  /** For {@link Kind.nullable}: what stands for null, and the pieces that it takes the place of. */
  export const nullText: usize = 28;
  export const nullLength: usize = 32;
  export const skip: usize = 36;
}

export namespace Kind {
  /** The literal alone. */
  export const none: i32 = 0;
  /** Text views: a = addresses, b = lengths. */
  export const views: i32 = 1;
  /** Dictionary entries: a = codes (i32), b = addresses, c = lengths. */
  export const entries: i32 = 2;
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
  export const padded: i32 = 11;
  /** a = a byte per row, 1 where there is a value: text for null and a jump, or on to the next piece. */
  export const nullable: i32 = 12;
  /** Views as in JSON strings. */
  export const json: i32 = 13;
  /** Views as in PostgreSQL's COPY text. */
  export const copy: i32 = 14;
  /** Views in which one byte (c) is doubled. */
  export const doubled: i32 = 15;
  /** Views as fields of CSV: c = classes that call for quotes, d = byte before a formula or 0. */
  export const csv: i32 = 16;
}
