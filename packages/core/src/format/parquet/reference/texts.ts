import { copyText } from '../../../kernels/copy.ts';
import type { Memory } from '../../../kernels/memory.ts';
import type { PageKernels } from '../page-kernels.ts';

/** Text cells: an address and a length a row. */
export function textKernels({
  bytes,
  view,
}: Memory): Pick<PageKernels, 'sumLengths' | 'gatherTexts' | 'stageTexts'> {
  const isNull = (valid: number, i: number): boolean => valid !== 0 && bytes[valid + i] === 0;
  return {
    sumLengths(length, valid, count) {
      let sum = 0;
      for (let i = 0; i < count; i++) {
        if (!isNull(valid, i)) sum += view.getInt32(length + 4 * i, true);
      }
      return sum;
    },
    gatherTexts(address, length, valid, count, out) {
      let at = out;
      for (let i = 0; i < count; i++) {
        if (isNull(valid, i)) continue;
        const size = view.getInt32(length + 4 * i, true);
        copyText(view, at, view.getInt32(address + 4 * i, true), size);
        at += size;
      }
      return at;
    },
    stageTexts(address, length, valid, count, out, outAddress, outLength) {
      let at = out;
      for (let i = 0; i < count; i++) {
        const size = isNull(valid, i) ? 0 : view.getInt32(length + 4 * i, true);
        if (size > 0) copyText(view, at, view.getInt32(address + 4 * i, true), size);
        view.setInt32(outAddress + 4 * i, at, true);
        view.setInt32(outLength + 4 * i, size, true);
        at += size;
      }
      return at;
    },
  };
}
