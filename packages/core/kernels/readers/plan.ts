/**
 * What a reader of files is told and tells, 32-bit words in memory. `src/readers/plan.ts` repeats these numbers.
 *
 * A reader reads whole rows from POSITION on, and stops behind the last one that it understood: the words up to LINE
 * then say where, and cells of later rows hold nothing.
 */

/** Address of the next row. */
export const POSITION: usize = 0;
/** Address behind the text that was unescaped so far. It never gets longer, so a heap of a block's size is enough. */
export const HEAP: usize = 4;
/** Line breaks since the start of the batch. */
export const LINE: usize = 8;
/** Address behind the last byte. NDJSON: a line feed stands before it. CSV: a quote stands at it, as a sentinel. */
export const END: usize = 12;
export const FIELD_COUNT: usize = 16;
/** i32[rows]: address and length of each row without its line break. */
export const RAW_ADDRESS: usize = 20;
export const RAW_LENGTH: usize = 24;
/** u8[rows]: 1 where a byte is not ASCII or a cell was unescaped. */
export const WIDE: usize = 28;
/** i32[rows]: line breaks between the start of the batch and the row. */
export const LINES: usize = 32;
/** NDJSON: text behind the last value; the line feed does not belong to it. */
export const TAIL: usize = 36;
export const TAIL_LENGTH: usize = 40;
/** CSV: the byte between cells. */
export const DELIMITER: usize = 44;
/** One record of FIELD_BYTES for each field, in the order in which they stand in a row. */
export const FIELDS: usize = 48;

/** NDJSON: text between the value before and this one. At least 16 bytes behind it may be read. */
export const LITERAL: usize = 0;
export const LITERAL_LENGTH: usize = 4;
/** i32[rows], i32[rows], u8[rows]: the cells of the column. */
export const CELL_ADDRESS: usize = 8;
export const CELL_LENGTH: usize = 12;
export const CELL_TAG: usize = 16;
export const FIELD_BYTES: usize = 20;

/** What a cell is: `Tags` of `src/readers/read-batch.ts`. */
export const TAG_NULL: u8 = 1;
export const TAG_FALSE: u8 = 2;
export const TAG_TRUE: u8 = 3;
export const TAG_NUMBER: u8 = 4;
export const TAG_STRING: u8 = 5;
export const TAG_OBJECT: u8 = 6;
export const TAG_ARRAY: u8 = 7;

/** Notes where a row lies. */
// @ts-ignore: decorator
@inline
export function putRow(plan: usize, row: i32, from: usize, to: usize, line: i32, wide: bool): void {
  const word = <usize>row << 2;
  store<u32>(<usize>load<u32>(plan, RAW_ADDRESS) + word, from);
  store<u32>(<usize>load<u32>(plan, RAW_LENGTH) + word, to - from);
  store<i32>(<usize>load<u32>(plan, LINES) + word, line);
  store<u8>(<usize>load<u32>(plan, WIDE) + row, <u8>wide);
}

/** Notes a cell. */
// @ts-ignore: decorator
@inline
export function putCell(field: usize, row: i32, from: usize, length: usize, tag: u8): void {
  const word = <usize>row << 2;
  store<u32>(<usize>load<u32>(field, CELL_ADDRESS) + word, from);
  store<u32>(<usize>load<u32>(field, CELL_LENGTH) + word, length);
  store<u8>(<usize>load<u32>(field, CELL_TAG) + row, tag);
}

/** Ends the reading before the row at `position`. */
// @ts-ignore: decorator
@inline
export function stop(plan: usize, position: usize, heap: usize, line: i32, row: i32): i32 {
  store<u32>(plan, position, POSITION);
  store<u32>(plan, heap, HEAP);
  store<i32>(plan, line, LINE);
  return row;
}
