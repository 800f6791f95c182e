import { DataError } from '../../errors.ts';
import { appendBytes, createByteBuffer, reserve, written } from './byte-buffer.ts';
import { appendPackedRun, appendRepeat } from './hybrid.ts';
import type { CellRange } from './values.ts';

/** Which cells of a column chunk have a value. */
export interface EncodedLevels {
  /** Empty for columns that cannot be null. */
  readonly body: Uint8Array;
  readonly rowCount: number;
  readonly nullCount: number;
}

/** Gathers the nulls of one column until a row group is full. */
export interface LevelBuffer {
  add(cells: CellRange): void;
  /** Encodes the rows that were added since the last time, and starts anew. */
  encode(): EncodedLevels;
}

/**
 * Definition levels of one bit, without a length before them as data pages of version 2 want them.
 * Source: Parquet encodings, "Run Length Encoding / Bit-Packing Hybrid" (RLE = 3); data pages, "Definition levels".
 *
 * @throws DataError when a column that cannot be null has a cell without a value.
 */
export function openLevels(nullable: boolean): LevelBuffer {
  const flags = createByteBuffer();
  const body = createByteBuffer();
  let rowCount = 0;
  let nullCount = 0;
  return {
    add({ column, from, to, firstRow }) {
      const { valid, name } = column;
      rowCount += to - from;
      const nulls = valid === undefined ? 0 : countNulls(valid, from, to);
      nullCount += nulls;
      if (!nullable) {
        if (nulls === 0) return;
        const row = firstRow + (valid?.indexOf(0, from) ?? 0) + 1;
        throw new DataError(name, row, 'is null - declare the column nullable, or give it a value');
      }
      if (valid !== undefined) {
        appendBytes(flags, valid.subarray(from, to));
        return;
      }
      reserve(flags, to - from);
      flags.bytes.fill(1, flags.length, flags.length + to - from);
      flags.length += to - from;
    },
    encode() {
      body.length = 0;
      if (nullable) {
        if (nullCount === 0) appendRepeat(body, 1, rowCount);
        else if (nullCount === rowCount) appendRepeat(body, 0, rowCount);
        else appendPackedRun(body, written(flags), rowCount, 1);
      }
      const encoded = { body: written(body), rowCount, nullCount };
      flags.length = 0;
      rowCount = 0;
      nullCount = 0;
      return encoded;
    },
  };
}

function countNulls(valid: Uint8Array, from: number, to: number): number {
  let nulls = 0;
  for (let i = from; i < to; i++) if (valid[i] === 0) nulls++;
  return nulls;
}
