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

/** Whether the bytes of one row stand before those of another. */
type IsBefore = (one: number, other: number) => boolean;

function bytesBounds({ bytes, view }: Memory): Pick<BoundKernels, 'textBounds' | 'uuidBounds'> {
  /** Whether one piece of memory stands before another, byte by byte. */
  const isLess = (one: number, oneLength: number, other: number, otherLength: number): boolean => {
    const common = Math.min(oneLength, otherLength);
    for (let k = 0; k < common; k++) {
      const difference = (bytes[one + k] as number) - (bytes[other + k] as number);
      if (difference !== 0) return difference < 0;
    }
    return oneLength < otherLength;
  };
  /** Rows of the least and the greatest piece, the first ones where there are several; -1 where there is none. */
  const putBounds = (rows: ArrayLike<number>, out: number, isBefore: IsBefore): void => {
    let min = rows[0] ?? -1;
    let max = min;
    for (let i = 1; i < rows.length; i++) {
      const row = rows[i] as number;
      if (isBefore(row, min)) min = row;
      else if (isBefore(max, row)) max = row;
    }
    view.setInt32(out, min, true);
    view.setInt32(out + 4, max, true);
  };
  const rowsUpTo = (count: number): Int32Array => new Int32Array(count).map((_, row) => row);
  return {
    textBounds(address, length, valid, count, out) {
      const start = (row: number): number => view.getInt32(address + 4 * row, true);
      const size = (row: number): number => view.getInt32(length + 4 * row, true);
      const rows = rowsUpTo(count);
      const present = valid === 0 ? rows : rows.filter((row) => bytes[valid + row] !== 0);
      putBounds(present, out, (a, b) => isLess(start(a), size(a), start(b), size(b)));
    },
    uuidBounds(uuids, count, out) {
      const start = (row: number): number => uuids + UUID_BYTES * row;
      putBounds(rowsUpTo(count), out, (a, b) => isLess(start(a), UUID_BYTES, start(b), UUID_BYTES));
    },
  };
}
