import type { Memory } from '../../../kernels/memory.ts';
import type { PageKernels } from '../page-kernels.ts';
import { isLessWhole } from './whole.ts';

type BoundKernels = Pick<PageKernels, 'wholeBounds' | 'floatBounds' | 'textBounds' | 'uuidBounds'>;

const UUID_BYTES = 16;

/** The least and the greatest cell, in the order that readers compare by. */
export function boundKernels(memory: Memory): BoundKernels {
  return { ...numberBounds(memory), ...bytesBounds(memory) };
}

function numberBounds({ bytes, view }: Memory): Pick<BoundKernels, 'wholeBounds' | 'floatBounds'> {
  return {
    wholeBounds(values, count, out) {
      let min = values;
      let max = values;
      for (let at = values + 8; at < values + 8 * count; at += 8) {
        if (isLessWhole(view, at, min)) min = at;
        else if (isLessWhole(view, max, at)) max = at;
      }
      bytes.copyWithin(out, min, min + 8);
      bytes.copyWithin(out + 8, max, max + 8);
    },
    floatBounds(values, count, out) {
      let min = Number.POSITIVE_INFINITY;
      let max = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < count; i++) {
        const value = view.getFloat64(values + 8 * i, true);
        if (value < min) min = value;
        if (value > max) max = value;
      }
      view.setFloat64(out, min, true);
      view.setFloat64(out + 8, max, true);
    },
  };
}

/** A piece of memory. */
interface Bytes {
  readonly start: number;
  readonly length: number;
}

function bytesBounds({ bytes, view }: Memory): Pick<BoundKernels, 'textBounds' | 'uuidBounds'> {
  /** Rows of the least and the greatest piece, the first ones where there are several; -1 where there is none. */
  const putBounds = (rows: Iterable<number>, out: number, at: (row: number) => Bytes): void => {
    let min = -1;
    let max = -1;
    for (const row of rows) {
      if (min < 0 || isLess(bytes, at(row), at(min))) min = row;
      if (max < 0 || isLess(bytes, at(max), at(row))) max = row;
    }
    view.setInt32(out, min, true);
    view.setInt32(out + 4, max, true);
  };
  return {
    textBounds(address, length, valid, count, out) {
      const rows = Array.from({ length: count }, (_, row) => row);
      const present = valid === 0 ? rows : rows.filter((row) => bytes[valid + row] !== 0);
      putBounds(present, out, (row) => ({
        start: view.getInt32(address + 4 * row, true),
        length: view.getInt32(length + 4 * row, true),
      }));
    },
    uuidBounds(uuids, count, out) {
      const rows = Array.from({ length: count }, (_, row) => row);
      putBounds(rows, out, (row) => ({ start: uuids + UUID_BYTES * row, length: UUID_BYTES }));
    },
  };
}

/** Whether one piece stands before the other, byte by byte. */
function isLess(bytes: Uint8Array, one: Bytes, other: Bytes): boolean {
  const common = Math.min(one.length, other.length);
  for (let k = 0; k < common; k++) {
    const difference = (bytes[one.start + k] as number) - (bytes[other.start + k] as number);
    if (difference !== 0) return difference < 0;
  }
  return one.length < other.length;
}
