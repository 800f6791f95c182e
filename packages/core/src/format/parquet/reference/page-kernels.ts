import type { Memory } from '../../../kernels/memory.ts';
import type { PageKernels } from '../page-kernels.ts';
import { boundKernels } from './bounds.ts';
import { cellKernels } from './cells.ts';
import { checksumKernels } from './checksum.ts';
import { deltaKernels } from './deltas.ts';
import { dictionaryKernels } from './dictionary.ts';
import { flagKernels } from './flags.ts';
import { snappyKernel } from './snappy.ts';
import { textKernels } from './texts.ts';

/** The kernels in TypeScript: what the ones in WebAssembly have to equal, and what runs where there is none. */
export function referencePageKernels(memory: Memory): PageKernels {
  return {
    ...flagKernels(memory),
    ...cellKernels(memory),
    ...textKernels(memory),
    ...boundKernels(memory),
    ...dictionaryKernels(memory),
    ...deltaKernels(memory),
    ...snappyKernel(memory),
    ...checksumKernels(memory),
  };
}
