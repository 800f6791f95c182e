/**
 * Description of a column, 24 bytes, as `src/wasm/copy-binary.ts` writes it: kind, address of the validity (0 where
 * no cell is null), address of the values or of the texts' addresses, address of the texts' lengths, digits behind
 * the point.
 */
export const COLUMN_BYTES: usize = 24;
export const COLUMN_KIND: usize = 0;
export const COLUMN_VALID: usize = 4;
export const COLUMN_VALUES: usize = 8;
export const COLUMN_LENGTHS: usize = 12;
export const COLUMN_SCALE: usize = 16;

/** What a column holds and which type it becomes; `src/wasm/copy-binary.ts` repeats the numbers. */
export const TEXT: i32 = 0;
export const JSONB: i32 = 1;
export const UUID: i32 = 2;
export const BOOLEAN: i32 = 3;
export const NUMBER_INT8: i32 = 4;
export const NUMBER_INT4: i32 = 5;
export const NUMBER_INT2: i32 = 6;
export const BIGINT_INT8: i32 = 7;
export const BIGINT_INT4: i32 = 8;
export const BIGINT_INT2: i32 = 9;
export const FLOAT8: i32 = 10;
export const FLOAT4: i32 = 11;
export const NUMERIC: i32 = 12;
export const TIMESTAMP: i32 = 13;
export const DATE: i32 = 14;

/** What a call gives back besides an address, and behind it room for the ends of some tuples. */
export const RESULT_ROW: usize = 0;
export const RESULT_FAULT: usize = 4;
export const RESULT_ROWS: usize = 8;
export const RESULT_ENDED: usize = 12;
export const RESULT_SUM: usize = 16;
export const RESULT_ENDS: usize = 32;
/** Rows that are encoded before they are hashed. */
export const ROWS_BETWEEN: i32 = 64;
