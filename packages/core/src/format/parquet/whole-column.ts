import { DataError } from '../../errors.ts';
import type { Bound, ChunkBounds } from './chunk-bounds.ts';
import { type ColumnEncoder, type EncodedPage, refuseVector } from './column-encoder.ts';
import { Encoding } from './names.ts';
import type { PageCells } from './page-cells.ts';
import type { PageSpace } from './page-space.ts';

const WIDE_BYTES = 8;
/** Differences are exact to here in floats as well. */
const DELTA_LIMIT = 2n ** 51n;

/** How many bytes a page would take. */
export type Measure = (address: number, byteLength: number) => number;

/**
 * INT32 or INT64 (4 or 8 bytes) from whole numbers: as differences of neighbours where the first page of the chunk
 * is smaller so, and where the numbers lie close enough to be exact.
 */
export function wholeColumn(space: PageSpace, bytes: 4 | 8, measure: Measure): ColumnEncoder {
  const range = openRange(bytes);
  let prefersDeltas: boolean | undefined;
  const sizeOf = ({ address, byteLength }: EncodedPage): number => measure(address, byteLength);
  return {
    encode(cells) {
      const count = cells.valueCount;
      const address = takeValues(space, cells, bytes);
      const plain = (): EncodedPage => putPlain(space, address, count, bytes);
      const deltas = (): EncodedPage => putDeltas(space, address, count);
      if (count === 0) return plain();
      const canDelta = range.include(space, address, count);
      if (!canDelta) return plain();
      prefersDeltas ??= sizeOf(deltas()) < sizeOf(plain());
      return prefersDeltas ? deltas() : plain();
    },
    endChunk() {
      prefersDeltas = undefined;
      return { bounds: range.take() };
    },
  };
}

/** The least and the greatest value of a chunk. */
function openRange(bytes: 4 | 8) {
  // Differences of 32-bit numbers must not need a 33rd bit.
  const span = bytes === 4 ? 2n ** 31n : DELTA_LIMIT;
  let min: bigint | undefined;
  let max: bigint | undefined;
  return {
    /** Takes in the values of a page; whether their differences are exact. */
    include({ kernels, memory: { view }, regions }: PageSpace, address: number, count: number) {
      kernels.wholeBounds(address, count, regions.bounds);
      const least = view.getBigInt64(regions.bounds, true);
      const most = view.getBigInt64(regions.bounds + WIDE_BYTES, true);
      if (min === undefined || least < min) min = least;
      if (max === undefined || most > max) max = most;
      return most - least < span && least >= -DELTA_LIMIT && most <= DELTA_LIMIT;
    },
    take(): ChunkBounds | undefined {
      if (min === undefined || max === undefined) return undefined;
      const bounds = { min: boundOf(min, bytes), max: boundOf(max, bytes) };
      min = undefined;
      max = undefined;
      return bounds;
    },
  };
}

/** Address of the values as 64-bit integers, nulls left out. */
function takeValues({ kernels, regions }: PageSpace, cells: PageCells, bytes: 4 | 8): number {
  const { column, from, rowCount, valid, firstRow } = cells;
  const { vector } = column;
  if (vector.kind !== 'number' && vector.kind !== 'bigint') refuseVector(column);
  const source = vector.values.byteOffset + WIDE_BYTES * from;
  if (vector.kind === 'bigint') {
    if (valid === 0) return source;
    kernels.takeWide(source, valid, rowCount, regions.values);
    return regions.values;
  }
  const limit = 2 ** (8 * bytes - 1);
  const taken = kernels.takeWhole(source, valid, rowCount, limit, regions.values);
  if (taken >= 0) return regions.values;
  const row = -1 - taken;
  throw new DataError(
    column.name,
    firstRow + row + 1,
    `${vector.values[from + row]} is not a whole number that a column of kind ${column.type.kind} can hold - round it, or make the column a float`,
  );
}

function putPlain(
  { kernels, regions: { body } }: PageSpace,
  address: number,
  count: number,
  bytes: 4 | 8,
): EncodedPage {
  const page = { encoding: Encoding.PLAIN, byteLength: bytes * count };
  if (bytes === WIDE_BYTES) return { ...page, address };
  kernels.narrowWhole(address, count, body);
  return { ...page, address: body };
}

function putDeltas(
  { kernels, regions: { body, deltaScratch } }: PageSpace,
  address: number,
  count: number,
): EncodedPage {
  const end = kernels.wholeDeltas(address, count, body, deltaScratch);
  return { encoding: Encoding.DELTA_BINARY_PACKED, address: body, byteLength: end - body };
}

function boundOf(value: bigint, byteLength: 4 | 8): Bound {
  const bytes = new Uint8Array(WIDE_BYTES);
  new DataView(bytes.buffer).setBigInt64(0, value, true);
  return { bytes: bytes.subarray(0, byteLength), isExact: true };
}
