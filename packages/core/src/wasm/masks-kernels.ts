import type { Memory } from '../kernels/memory.ts';
import type { MaskKernels } from '../mask-kernels/mask-kernels.ts';
import { openModule } from './instantiate.ts';
import { WASM } from './modules/masks.generated.ts';

/** `kernels/masks` over one memory: the functions of the module are the kernels. */
export const openFastMaskKernels: (memory: Memory) => MaskKernels = openModule<MaskKernels>(WASM);
