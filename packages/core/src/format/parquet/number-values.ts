import { DataError } from '../../errors.ts';
import { appendBytes, type ByteBuffer, createByteBuffer, reserve, written } from './byte-buffer.ts';
import { appendDeltas } from './delta.ts';
import { type Bounds, type CellRange, refuseVector, type ValueBuffer } from './values.ts';

const NUMBER_BYTES = 8;
const HALF = 2 ** 32;
/** {@link appendDeltas} is exact to here. */
const DELTA_LIMIT = 2 ** 51;

/** DOUBLE. */
export function openFloatValues(): ValueBuffer {
  const cells = createByteBuffer();
  return {
    add(range) {
      appendNumbers(cells, range);
    },
    encode() {
      const body = written(cells);
      const bounds = boundsOfFloats(numbersOf(cells));
      cells.length = 0;
      return { encoding: 'PLAIN', body, ...(bounds && { bounds }) };
    },
  };
}

/**
 * INT32 or INT64 (4 or 8 bytes) from numbers: as differences of neighbours where they lie close enough to be exact.
 *
 * @throws DataError when a cell is not whole or does not fit.
 */
export function openWholeValues(bytes: 4 | 8): ValueBuffer {
  const cells = createByteBuffer();
  const body = createByteBuffer();
  const limit = 2 ** (8 * bytes - 1);
  return {
    add(range) {
      checkWhole(range, limit);
      appendNumbers(cells, range);
    },
    encode() {
      const values = numbersOf(cells);
      cells.length = 0;
      body.length = 0;
      const bounds = boundsOfWhole(values);
      if (bounds === undefined) return { encoding: 'PLAIN', body: written(body) };
      const { min, max } = bounds;
      // Differences of 32-bit numbers must not need a 33rd bit.
      const span = bytes === 4 ? HALF / 2 : DELTA_LIMIT;
      if (max - min < span && min >= -DELTA_LIMIT && max <= DELTA_LIMIT) {
        appendDeltas(body, values, values.length);
        return {
          encoding: 'DELTA_BINARY_PACKED',
          body: written(body),
          bounds: exact(bounds, bytes),
        };
      }
      appendPlain(body, values, bytes);
      return { encoding: 'PLAIN', body: written(body), bounds: exact(bounds, bytes) };
    },
  };
}

/** Bounds of INT64 are handed on as 64-bit integers: a decimal given as a number would be scaled once more. */
function exact({ min, max }: { min: number; max: number }, bytes: 4 | 8): Bounds {
  return bytes === 4 ? { min, max } : { min: BigInt(min), max: BigInt(max) };
}

function appendNumbers(cells: ByteBuffer, { column, from, to }: CellRange): void {
  const { vector, valid } = column;
  if (vector.kind !== 'number') refuseVector(column);
  const { values } = vector;
  if (valid === undefined) {
    const { buffer, byteOffset } = values;
    const at = byteOffset + NUMBER_BYTES * from;
    appendBytes(cells, new Uint8Array(buffer, at, NUMBER_BYTES * (to - from)));
    return;
  }
  reserve(cells, NUMBER_BYTES * (to - from));
  const { view } = cells;
  let at = cells.length;
  for (let i = from; i < to; i++) {
    if (valid[i] === 0) continue;
    view.setFloat64(at, values[i] as number, true);
    at += NUMBER_BYTES;
  }
  cells.length = at;
}

function numbersOf({ bytes, length }: ByteBuffer): Float64Array {
  return new Float64Array(bytes.buffer, 0, length / NUMBER_BYTES);
}

function checkWhole({ column, from, to, firstRow }: CellRange, limit: number): void {
  const { vector, valid, name, type } = column;
  if (vector.kind !== 'number') refuseVector(column);
  for (let i = from; i < to; i++) {
    const value = vector.values[i] as number;
    if (value >= -limit && value < limit && Math.floor(value) === value) continue;
    if (valid !== undefined && valid[i] === 0) continue;
    throw new DataError(
      name,
      firstRow + i + 1,
      `${value} is not a whole number that a column of kind ${type.kind} can hold - round it, or make the column a float`,
    );
  }
}

function boundsOfWhole(values: Float64Array): { min: number; max: number } | undefined {
  if (values.length === 0) return undefined;
  let min = values[0] as number;
  let max = min;
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/** Values that are not a number are left out; zeros get the sign that encloses both (Parquet format, `ColumnOrder`). */
function boundsOfFloats(values: Float64Array): Bounds | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  // Only where no value could be compared do they stay crossed.
  if (min > max) return undefined;
  return { min: min === 0 ? -0 : min, max: max === 0 ? 0 : max };
}

/** Halves instead of 64-bit integers: exact for every whole number that a float can hold. */
function appendPlain(body: ByteBuffer, values: Float64Array, bytes: 4 | 8): void {
  reserve(body, bytes * values.length);
  const { view } = body;
  let at = body.length;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    view.setInt32(at, value, true);
    if (bytes === 8) view.setInt32(at + 4, Math.floor(value / HALF), true);
    at += bytes;
  }
  body.length = at;
}
