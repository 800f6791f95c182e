import { openBytesBounds } from './chunk-bounds.ts';
import { type ColumnEncoder, refuseVector } from './column-encoder.ts';
import { Encoding } from './names.ts';
import type { PageSpace } from './page-space.ts';

const UUID_BYTES = 16;
const NUMBER_BYTES = 8;

/** FIXED_LEN_BYTE_ARRAY of 16 bytes, most significant first (Parquet logical types, "UUID"). */
export function uuidColumn({
  kernels,
  memory,
  regions: { body, bounds: found },
}: PageSpace): ColumnEncoder {
  const bounds = openBytesBounds();
  return {
    encode({ column, from, rowCount, valueCount, valid }) {
      const { vector } = column;
      if (vector.kind !== 'uuid') refuseVector(column);
      kernels.takeUuids(vector.words.byteOffset + UUID_BYTES * from, valid, rowCount, body);
      if (valueCount > 0) {
        kernels.uuidBounds(body, valueCount, found);
        const at = (which: 0 | 4): Uint8Array => {
          const start = body + UUID_BYTES * memory.view.getInt32(found + which, true);
          return memory.bytes.subarray(start, start + UUID_BYTES);
        };
        bounds.include(at(0), at(4));
      }
      return { encoding: Encoding.PLAIN, address: body, byteLength: UUID_BYTES * valueCount };
    },
    endChunk: () => ({ bounds: bounds.take() }),
  };
}

/** BOOLEAN, one bit per value. */
export function booleanColumn({ kernels, regions: { body, values } }: PageSpace): ColumnEncoder {
  let trues = 0;
  let falses = 0;
  return {
    encode({ column, from, rowCount, valueCount, valid }) {
      const { vector } = column;
      if (vector.kind !== 'boolean') refuseVector(column);
      let flags = vector.values.byteOffset + from;
      if (valid !== 0) {
        kernels.takeFlags(flags, valid, rowCount, values);
        flags = values;
      }
      const set = kernels.countFlags(flags, valueCount);
      trues += set;
      falses += valueCount - set;
      const end = kernels.packFlags(flags, valueCount, body);
      return { encoding: Encoding.PLAIN, address: body, byteLength: end - body };
    },
    endChunk() {
      const bit = (value: boolean) => ({ bytes: Uint8Array.of(value ? 1 : 0), isExact: true });
      const bounds = trues + falses > 0 && { min: bit(falses === 0), max: bit(trues > 0) };
      trues = 0;
      falses = 0;
      return bounds ? { bounds } : {};
    },
  };
}

/** DOUBLE. Values that are not a number have no place in bounds; zeros get the sign that encloses both. */
export function floatColumn({ kernels, memory, regions }: PageSpace): ColumnEncoder {
  const { values, bounds } = regions;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  return {
    encode({ column, from, rowCount, valueCount, valid }) {
      const { vector } = column;
      if (vector.kind !== 'number') refuseVector(column);
      let address = vector.values.byteOffset + NUMBER_BYTES * from;
      if (valid !== 0) {
        kernels.takeWide(address, valid, rowCount, values);
        address = values;
      }
      kernels.floatBounds(address, valueCount, bounds);
      min = Math.min(min, memory.view.getFloat64(bounds, true));
      max = Math.max(max, memory.view.getFloat64(bounds + NUMBER_BYTES, true));
      return { encoding: Encoding.PLAIN, address, byteLength: NUMBER_BYTES * valueCount };
    },
    endChunk() {
      // Only where no value could be compared do they stay crossed. Source: Parquet format, `ColumnOrder`.
      const found =
        min <= max
          ? { min: exact(min === 0 ? -0 : min), max: exact(max === 0 ? 0 : max) }
          : undefined;
      min = Number.POSITIVE_INFINITY;
      max = Number.NEGATIVE_INFINITY;
      return { bounds: found };
    },
  };
}

function exact(value: number): { bytes: Uint8Array; isExact: boolean } {
  const bytes = new Uint8Array(NUMBER_BYTES);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return { bytes, isExact: true };
}
