import { BATCH_ROWS } from '../../model/batch.ts';

/** Rows of a page. Whole batches are pages: their cells are encoded where they lie. */
export const PAGE_ROWS = BATCH_ROWS;
/** A page ends before the row that would bring the text of one column above this. */
export const PAGE_COLUMN_BYTES = 1 << 20;
/** A page ends before the row that would bring the text of all columns above this. */
export const PAGE_TEXT_BYTES = 1 << 22;

/** Row groups end behind so many rows of a file, counted from its first: writers can share a file at these rows. */
export const GROUP_ROWS = 16 * PAGE_ROWS;
/** A row group ends before that with the page that brings its bytes, before compression, to this size. */
export const GROUP_BYTES = 1 << 25;

/** Distinct texts of one column in one row group that are kept as a dictionary, and their bytes. */
export const DICTIONARY_ENTRIES = 1 << 14;
export const DICTIONARY_TEXT_BYTES = 1 << 18;
/** Slots of the hash table of a dictionary: a power of two, at least twice the entries. */
export const DICTIONARY_SLOTS = 2 * DICTIONARY_ENTRIES;
