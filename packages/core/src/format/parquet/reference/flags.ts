import type { Memory } from '../../../kernels/memory.ts';
import type { PageKernels } from '../page-kernels.ts';

/** Flags, one byte a row. */
export function flagKernels({
  bytes,
}: Memory): Pick<PageKernels, 'countFlags' | 'packFlags' | 'takeFlags'> {
  return {
    countFlags(flags, count) {
      let sum = 0;
      for (let i = 0; i < count; i++) if (bytes[flags + i] !== 0) sum++;
      return sum;
    },
    packFlags(flags, count, out) {
      const end = out + Math.ceil(count / 8);
      bytes.fill(0, out, end);
      for (let i = 0; i < count; i++) {
        if (bytes[flags + i] === 0) continue;
        const at = out + (i >>> 3);
        bytes[at] = (bytes[at] as number) | (1 << (i & 7));
      }
      return end;
    },
    takeFlags(flags, valid, count, out) {
      let at = out;
      for (let i = 0; i < count; i++) {
        if (bytes[valid + i] !== 0) bytes[at++] = bytes[flags + i] as number;
      }
      return at - out;
    },
  };
}
