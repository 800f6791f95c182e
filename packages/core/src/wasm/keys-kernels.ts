import type { Memory } from '../kernels/memory.ts';
import type { KeyKernels } from '../keys/key-kernels.ts';
import { openModule } from './instantiate.ts';
import { WASM } from './modules/keys.generated.ts';

/** `kernels/keys` over one memory: the functions of the module are the kernels. */
export const openFastKeyKernels: (memory: Memory) => KeyKernels = openModule<KeyKernels>(WASM);
