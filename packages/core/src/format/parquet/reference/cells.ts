import type { Memory } from '../../../kernels/memory.ts';
import type { PageKernels } from '../page-kernels.ts';
import { setWhole } from './whole.ts';

type CellKernels = Pick<
  PageKernels,
  'takeInts' | 'takeWide' | 'takeWhole' | 'takeUuids' | 'narrowWhole'
>;

const UUID_BYTES = 16;

/** The cells of rows with a value, one behind the other. */
export function cellKernels({ bytes, view }: Memory): CellKernels {
  const isNull = (valid: number, i: number): boolean => valid !== 0 && bytes[valid + i] === 0;
  return {
    takeInts(source, valid, count, out) {
      let at = out;
      for (let i = 0; i < count; i++) {
        if (isNull(valid, i)) continue;
        view.setInt32(at, view.getInt32(source + 4 * i, true), true);
        at += 4;
      }
      return (at - out) / 4;
    },
    takeWide(source, valid, count, out) {
      let at = out;
      for (let i = 0; i < count; i++) {
        if (isNull(valid, i)) continue;
        bytes.copyWithin(at, source + 8 * i, source + 8 * i + 8);
        at += 8;
      }
      return (at - out) / 8;
    },
    takeWhole(source, valid, count, limit, out) {
      let at = out;
      for (let i = 0; i < count; i++) {
        if (isNull(valid, i)) continue;
        const value = view.getFloat64(source + 8 * i, true);
        if (!(value >= -limit && value < limit && Math.floor(value) === value)) return -1 - i;
        setWhole(view, at, value);
        at += 8;
      }
      return (at - out) / 8;
    },
    takeUuids(words, valid, count, out) {
      let at = out;
      for (let i = 0; i < count; i++) {
        if (isNull(valid, i)) continue;
        for (let k = 0; k < UUID_BYTES; k += 4) {
          view.setInt32(at + k, view.getInt32(words + UUID_BYTES * i + k, true));
        }
        at += UUID_BYTES;
      }
      return (at - out) / UUID_BYTES;
    },
    narrowWhole(source, count, out) {
      for (let i = 0; i < count; i++) {
        view.setInt32(out + 4 * i, view.getInt32(source + 8 * i, true), true);
      }
    },
  };
}
