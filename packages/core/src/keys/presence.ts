import type { Memory } from '../kernels/memory.ts';
import type { KeyKernels } from './key-kernels.ts';

/** Which rows have a key at all. A key with a null in it equals no other, as in SQL, and is left out. */
export function presenceKernels({ view }: Memory): Pick<KeyKernels, 'keepPresent' | 'bothPresent'> {
  const move = (column: number, from: number, to: number): void => {
    for (const half of [0, 4])
      view.setInt32(column + 8 * to + half, view.getInt32(column + 8 * from + half, true), true);
  };
  return {
    keepPresent(hashes, rests, valid, rows, count, firstRow) {
      let kept = 0;
      for (let i = 0; i < count; i++) {
        if (valid !== 0 && view.getUint8(valid + i) === 0) continue;
        move(hashes, i, kept);
        if (rests !== 0) move(rests, i, kept);
        view.setInt32(rows + 4 * kept, firstRow + i, true);
        kept += 1;
      }
      return kept;
    },
    bothPresent(flags, others, out, count) {
      for (let i = 0; i < count; i++)
        view.setUint8(out + i, view.getUint8(flags + i) & view.getUint8(others + i));
    },
  };
}
