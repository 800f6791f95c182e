import type { Memory } from '../kernels/memory.ts';
import { openFastCheckKernels } from '../wasm/checks-kernels.ts';
import type { CheckKernels } from './check-kernels.ts';
import { referenceCheckKernels } from './reference.ts';

/** The kernels of checks for a memory: in WebAssembly where it is WebAssembly's. */
export function openCheckKernels(memory: Memory): CheckKernels {
  return memory.wasm === undefined ? referenceCheckKernels(memory) : openFastCheckKernels(memory);
}
