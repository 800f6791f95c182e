import {
  BIGINT_INT2,
  BIGINT_INT4,
  BIGINT_INT8,
  BOOLEAN,
  COLUMN_BYTES,
  COLUMN_KIND,
  COLUMN_LENGTHS,
  COLUMN_SCALE,
  COLUMN_VALID,
  COLUMN_VALUES,
  DATE,
  FLOAT4,
  FLOAT8,
  JSONB,
  NUMBER_INT2,
  NUMBER_INT4,
  NUMBER_INT8,
  NUMERIC,
  RESULT_ENDS,
  RESULT_FAULT,
  RESULT_ROW,
  RESULT_ROWS,
  RESULT_SUM,
  ROWS_BETWEEN,
  TEXT,
  TIMESTAMP,
  UUID,
} from './column';
import {
  NO_FORM,
  writeBoolean,
  writeDate,
  writeFloat4,
  writeFloat8,
  writeInteger,
  writeJsonb,
  writeLong,
  writeNull,
  writeText,
  writeTimestamp,
  writeUuid,
} from './fields';
import { hashTuple } from './hash';
import { writeNumeric } from './numeric';

/** In place of an address: the text does not fit. */
const NO_ROOM: usize = 0;

/**
 * Writes rows from `row` on as tuples, one behind the other, until they reach `fill`, the next one might reach beyond
 * `end`, or a cell has no binary form.
 *
 * @param columns descriptions, `count` of them
 * @param fixed most bytes of a tuple without the bytes of its texts
 * @param end up to 15 bytes behind it are overwritten
 * @param result takes, as `column.ts` lays it out, the first row that is not written, the column at fault or -1, rows
 * written, sum of their hashes
 * @returns address behind the last tuple
 */
export function encodeTuples(
  columns: usize,
  count: i32,
  row: i32,
  rowCount: i32,
  fixed: i32,
  out: usize,
  fill: usize,
  end: usize,
  result: usize,
): usize {
  const columnsEnd = columns + <usize>count * COLUMN_BYTES;
  const textEnd = end - <usize>fixed;
  const ends = result + RESULT_ENDS;
  let sum: u64 = 0;
  let start = out;
  let i = row;
  store<i32>(result, -1, RESULT_FAULT);
  while (i < rowCount && start < fill) {
    const limit = min(rowCount, i + ROWS_BETWEEN);
    let known: usize = ends;
    let at = start;
    for (; i < limit && at < fill && at <= textEnd; i++) {
      const next = writeTuple(columns, columnsEnd, count, i, at, textEnd, result);
      if (next == NO_ROOM) break;
      at = next;
      store<u32>(known, <u32>at);
      known += 4;
    }
    // Bytes that were written a moment ago are slow to read in wider pieces: rows are hashed some rows later.
    for (let entry: usize = ends, from = start; entry < known; entry += 4) {
      const to = <usize>load<u32>(entry);
      sum += hashTuple(from, to);
      from = to;
    }
    start = at;
    if (i < limit) break;
  }
  store<i32>(result, i, RESULT_ROW);
  store<i32>(result, i - row, RESULT_ROWS);
  store<u64>(result, sum, RESULT_SUM);
  return start;
}

/** Writes one row and gives the address behind it; {@link NO_ROOM} also for a cell at fault, which `result` tells. */
// @ts-ignore: decorator
@inline
function writeTuple(
  columns: usize,
  columnsEnd: usize,
  count: i32,
  i: usize,
  start: usize,
  textEnd: usize,
  result: usize,
): usize {
  store<u16>(start, bswap<u16>(<u16>count));
  let at = start + 2;
  for (let column = columns; column < columnsEnd; column += COLUMN_BYTES) {
    at = writeField(column, i, at, textEnd);
    if (at > NO_FORM) continue;
    if (at == NO_FORM) store<i32>(result, <i32>((column - columns) / COLUMN_BYTES), RESULT_FAULT);
    return NO_ROOM;
  }
  return at;
}

/** Writes one cell and gives the address behind it, {@link NO_ROOM} or {@link NO_FORM}. */
// @ts-ignore: decorator
@inline
function writeField(column: usize, i: usize, at: usize, textEnd: usize): usize {
  const valid = <usize>load<u32>(column, COLUMN_VALID);
  if (valid != 0 && load<u8>(valid + i) == 0) return writeNull(at);
  const values = <usize>load<u32>(column, COLUMN_VALUES);
  switch (load<i32>(column, COLUMN_KIND)) {
    case TEXT:
    case JSONB: {
      const address = <usize>load<u32>(values + (i << 2));
      const length = load<u32>(<usize>load<u32>(column, COLUMN_LENGTHS) + (i << 2));
      if (at + <usize>length > textEnd) return NO_ROOM;
      if (load<i32>(column, COLUMN_KIND) == JSONB) return writeJsonb(at, address, length);
      return writeText(at, address, length);
    }
    case UUID:
      return writeUuid(at, values + (i << 4));
    case BOOLEAN:
      return writeBoolean(at, load<u8>(values + i));
    case NUMBER_INT8:
      return writeInteger(at, load<f64>(values + (i << 3)), 8);
    case NUMBER_INT4:
      return writeInteger(at, load<f64>(values + (i << 3)), 4);
    case NUMBER_INT2:
      return writeInteger(at, load<f64>(values + (i << 3)), 2);
    case BIGINT_INT8:
      return writeLong(at, load<i64>(values + (i << 3)), 8);
    case BIGINT_INT4:
      return writeLong(at, load<i64>(values + (i << 3)), 4);
    case BIGINT_INT2:
      return writeLong(at, load<i64>(values + (i << 3)), 2);
    case FLOAT8:
      return writeFloat8(at, load<f64>(values + (i << 3)));
    case FLOAT4:
      return writeFloat4(at, load<f64>(values + (i << 3)));
    case NUMERIC:
      return writeNumeric(at, load<f64>(values + (i << 3)), load<i32>(column, COLUMN_SCALE));
    case TIMESTAMP:
      return writeTimestamp(at, load<f64>(values + (i << 3)));
    case DATE:
      return writeDate(at, load<f64>(values + (i << 3)));
    default:
      return NO_FORM;
  }
}
