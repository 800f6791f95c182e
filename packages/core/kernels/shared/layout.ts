/**
 * The first bytes of every memory, filled once by `src/wasm/tables.ts`, which repeats these numbers. Constants, so that
 * kernels need no load to find a table. Everything behind TABLES_END is handed out by the allocator.
 */

/** Decimal digits as text, four bytes an entry: `0000` to `9999`. */
export const FOUR_DIGITS: usize = 64;
/** `00` to `99`, two bytes an entry. */
export const TWO_DIGITS: usize = FOUR_DIGITS + 4 * 10_000;
/** `000` to `999`, four bytes an entry, the last one to be overwritten. */
export const THREE_DIGITS: usize = TWO_DIGITS + 2 * 104;

/** Slots of the cache of dates; a power of two. */
export const DATE_SLOTS: i32 = 4096;
/** Day number that a slot holds, i32. */
export const DATE_DAYS: usize = THREE_DIGITS + 4 * 1000;
/** Text `2025-01-31` of a slot, 16 bytes. */
export const DATE_TEXTS: usize = DATE_DAYS + 4 * usize(DATE_SLOTS);
export const TABLES_END: usize = DATE_TEXTS + 16 * usize(DATE_SLOTS);

/** Bytes that may be written and read behind every text: wide copies overshoot by less than this. */
export const OVERSHOOT: usize = 16;
