import type { Memory } from '../kernels/memory.ts';
import { openFastMaskKernels } from '../wasm/masks-kernels.ts';
import { emailKernels } from './emails.ts';
import { foldKernels } from './fold.ts';
import type { MaskKernels } from './mask-kernels.ts';
import { numeralKernels } from './numerals.ts';
import { peopleKernels } from './people.ts';
import { tokenKernels } from './tokens.ts';

/** The kernels of masks in the engine that the memory belongs to. */
export function openMaskKernels(memory: Memory): MaskKernels {
  return memory.wasm === undefined ? referenceMaskKernels(memory) : openFastMaskKernels(memory);
}

/** The kernels in TypeScript: the specification. They run on any memory. */
function referenceMaskKernels(memory: Memory): MaskKernels {
  return {
    ...foldKernels(memory),
    ...peopleKernels(memory),
    ...emailKernels(memory),
    ...numeralKernels(memory),
    ...tokenKernels(memory),
  };
}
