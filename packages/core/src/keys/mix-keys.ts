import type { Memory } from '../kernels/memory.ts';
import { mix32 } from '../random/mix.ts';
import type { KeyKernels } from './key-kernels.ts';

/**
 * Keys of values of fixed width: four rounds of a Feistel network over the two halves of a 64-bit value, with
 * `mix32` as its round function. A bijection: equal keys mean equal values, and no value has to be compared again.
 *
 * Not a cipher. It spreads values evenly over the partitions, no more.
 */
function storeMixed(view: DataView, out: number, low: number, high: number, key: number): void {
  const round = (half: number, index: number): number =>
    mix32((half + view.getInt32(key + 4 * index, true)) | 0);
  let a = high;
  let b = low;
  a ^= round(b, 0);
  b ^= round(a, 1);
  a ^= round(b, 2);
  b ^= round(a, 3);
  view.setInt32(out, b, true);
  view.setInt32(out + 4, a, true);
}

export function mixKernels({
  view,
}: Memory): Pick<KeyKernels, 'mixNumbers' | 'mixInt64s' | 'mixFlags' | 'mixUuids'> {
  const halves = new DataView(new ArrayBuffer(8));
  return {
    mixNumbers(values, out, count, key) {
      for (let at = 0; at < 8 * count; at += 8) {
        const value = view.getFloat64(values + at, true);
        // -0 becomes 0, and every NaN the same one: values that compare as one have one key.
        halves.setFloat64(0, Number.isNaN(value) ? Number.NaN : value + 0, true);
        storeMixed(view, out + at, halves.getInt32(0, true), halves.getInt32(4, true), key);
      }
    },
    mixInt64s(values, out, count, key) {
      for (let at = values; at < values + 8 * count; at += 8) {
        const to = out + at - values;
        storeMixed(view, to, view.getInt32(at, true), view.getInt32(at + 4, true), key);
      }
    },
    mixFlags(values, out, count, key) {
      for (let i = 0; i < count; i++)
        storeMixed(view, out + 8 * i, view.getUint8(values + i), 0, key);
    },
    mixUuids(words, out, rests, count, key) {
      for (let i = 0; i < count; i++) {
        const word = (index: number): number => view.getInt32(words + 16 * i + 4 * index, true);
        const under = (index: number, roundKey: number): number =>
          mix32((word(index) + view.getInt32(key + 4 * roundKey, true)) | 0);
        storeMixed(view, out + 8 * i, word(1) ^ under(3, 1), word(0) ^ under(2, 0), key);
        view.setInt32(rests + 8 * i, word(3), true);
        view.setInt32(rests + 8 * i + 4, word(2), true);
      }
    },
  };
}
