import type { Memory } from '../../../kernels/memory.ts';
import type { PageKernels } from '../page-kernels.ts';

const POLYNOMIAL = 0xedb88320;

/** CRC-32 as gzip has it (ISO 3309), one byte at a time; only the first of the tables is used. */
export function checksumKernels({
  bytes,
  view,
}: Memory): Pick<PageKernels, 'fillChecksumTables' | 'updateChecksum'> {
  return {
    fillChecksumTables(tables) {
      for (let byte = 0; byte < 256; byte++) {
        let sum = byte;
        for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? POLYNOMIAL : 0);
        view.setInt32(tables + 4 * byte, sum, true);
      }
    },
    updateChecksum(from, length, before, tables) {
      let sum = ~before;
      for (let at = from; at < from + length; at++) {
        const byte = (sum ^ (bytes[at] as number)) & 0xff;
        sum = (sum >>> 8) ^ view.getInt32(tables + 4 * byte, true);
      }
      return ~sum;
    },
  };
}
