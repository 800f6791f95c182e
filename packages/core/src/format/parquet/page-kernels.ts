/**
 * What pages are made with: once in TypeScript (`reference/`) and once in WebAssembly (`kernels/parquet/`), with the
 * same bytes. Every argument is a number: addresses are bytes from the start of one memory, `count` is a number of
 * rows. `valid` is the address of one flag a row (0: the cell is null), or 0 where every cell has a value. Regions
 * that are written to have room for everything, and 16 bytes more.
 */
export interface PageKernels {
  /** Number of flags that are set. */
  countFlags(flags: number, count: number): number;
  /** Flags as bits, lowest first. Gives the address behind them. Source: Parquet encodings, "Plain", BOOLEAN. */
  packFlags(flags: number, count: number, out: number): number;
  /** Flags of the rows that have a value. `valid` is never 0. Gives how many there are, as all that follow. */
  takeFlags(flags: number, valid: number, count: number, out: number): number;
  /** 32-bit cells of the rows that have a value. `valid` is never 0. */
  takeInts(source: number, valid: number, count: number, out: number): number;
  /** 64-bit cells of the rows that have a value. `valid` is never 0. */
  takeWide(source: number, valid: number, count: number, out: number): number;
  /**
   * Whole numbers from floats, as 64-bit integers; -1 - row of the first cell that is not whole, below `-limit`, or not
   * below `limit`.
   */
  takeWhole(source: number, valid: number, count: number, limit: number, out: number): number;
  /** UUIDs as 16 bytes, most significant first, from four words each. */
  takeUuids(words: number, valid: number, count: number, out: number): number;
  /** The lower halves of 64-bit integers. */
  narrowWhole(source: number, count: number, out: number): void;

  /** Sum of the lengths (i32 a row) of texts. */
  sumLengths(length: number, valid: number, count: number): number;
  /** Copies texts one behind the other. Gives the address behind them. */
  gatherTexts(address: number, length: number, valid: number, count: number, out: number): number;
  /** The same, and notes where each one lies now: nulls have length 0. */
  stageTexts(
    address: number,
    length: number,
    valid: number,
    count: number,
    out: number,
    outAddress: number,
    outLength: number,
  ): number;

  /** Least and greatest of 64-bit integers, at least one, to i64[2]. */
  wholeBounds(values: number, count: number, out: number): void;
  /** Least and greatest float, to f64[2]: Infinity and -Infinity where none can be compared. */
  floatBounds(values: number, count: number, out: number): void;
  /** Rows of the least and the greatest text by their bytes, to i32[2]: -1 where there is none. */
  textBounds(address: number, length: number, valid: number, count: number, out: number): void;
  /** Numbers of the least and the greatest of 16-byte UUIDs, at least one, to i32[2]. */
  uuidBounds(uuids: number, count: number, out: number): void;

  /** Texts as numbers of entries of a dictionary, which grows by new ones; -1 when it is full. See {@link DICTIONARY}. */
  lookUpTexts(
    address: number,
    length: number,
    valid: number,
    count: number,
    dictionary: number,
    out: number,
  ): number;
  /**
   * The same where cells are numbers of another dictionary. `known` holds, for each of them, the entry found and
   * one more; 0 where none was looked up yet.
   */
  recodeTexts(
    codes: number,
    known: number,
    address: number,
    length: number,
    valid: number,
    count: number,
    dictionary: number,
    out: number,
  ): number;

  /** 32-bit numbers in `width` bits each, filled up with zeros to a multiple of eight. Gives the address behind them. */
  packCodes(codes: number, count: number, width: number, out: number): number;
  /**
   * 64-bit integers as differences of neighbours (DELTA_BINARY_PACKED). They lie between -2^51 and 2^51, less than
   * 2^51 apart. `scratch` is 1 KiB. Gives the address behind them.
   */
  wholeDeltas(values: number, count: number, out: number, scratch: number): number;
  /** The same of 32-bit integers. */
  intDeltas(values: number, count: number, out: number, scratch: number): number;

  /** Raw Snappy. `table` is 32 KiB, `out` has room for a sixth more. Gives the address behind it. */
  compressSnappy(source: number, length: number, out: number, table: number): number;
  /** Fills the 16 KiB that {@link PageKernels.updateChecksum} reads. */
  fillChecksumTables(tables: number): void;
  /** CRC-32 of bytes that follow others with the sum `before`, as an integer of either sign. */
  updateChecksum(bytes: number, length: number, before: number, tables: number): number;
}

/** Where the eight words of a dictionary lie behind its address. Entries are PLAIN: length (4 bytes), then the text. */
export const DICTIONARY = {
  entries: 0,
  bytes: 4,
  entryRoom: 8,
  byteRoom: 12,
  /** Hash table with open addressing, i32[mask + 1]: number of an entry and one more, 0 where free. */
  slots: 16,
  mask: 20,
  texts: 24,
  /** Where each entry begins, i32. */
  starts: 28,
} as const;

export const DICTIONARY_BYTES = 32;
export const SNAPPY_TABLE_BYTES = 1 << 15;
export const CHECKSUM_TABLES_BYTES = 1 << 14;
export const DELTA_SCRATCH_BYTES = 1024;
