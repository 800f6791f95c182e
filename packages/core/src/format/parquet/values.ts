import type { BatchColumn } from '../../model/batch.ts';

/** Encodings that pages are written in, by their names in the specification (Parquet format, `enum Encoding`). */
export type ValueEncoding =
  | 'PLAIN'
  | 'DELTA_BINARY_PACKED'
  | 'DELTA_LENGTH_BYTE_ARRAY'
  | 'RLE_DICTIONARY';

/** A range of rows of one column of a batch. */
export interface CellRange {
  readonly column: BatchColumn;
  /** The memory that text points into. */
  readonly bytes: Uint8Array;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Row number of row 0 of the batch in the whole table, for messages. */
  readonly firstRow: number;
}

/** The cells of a column chunk as pages hold them, nulls left out. Valid until the buffer takes more cells. */
export interface EncodedValues {
  readonly encoding: ValueEncoding;
  readonly body: Uint8Array;
  readonly dictionary?: { readonly entryCount: number; readonly body: Uint8Array };
  /** Least and greatest value; absent where none are kept, or there is no value to compare. */
  readonly bounds?: Bounds;
}

export interface Bounds {
  readonly min: number | bigint | boolean;
  readonly max: number | bigint | boolean;
}

/** Gathers the cells of one column until a row group is full. */
export interface ValueBuffer {
  add(cells: CellRange): void;
  /** Encodes the cells that were added since the last time, and starts anew. */
  encode(): EncodedValues;
}

/** @throws TypeError always: a column was declared as one thing, and its batches hold another. */
export function refuseVector({ name, type, vector }: BatchColumn): never {
  throw new TypeError(`column ${name}: ${vector.kind} cells cannot be written as ${type.kind}`);
}
