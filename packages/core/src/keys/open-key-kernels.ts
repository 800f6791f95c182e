import type { Memory } from '../kernels/memory.ts';
import { openFastKeyKernels } from '../wasm/keys-kernels.ts';
import { feistelKernels } from './feistel.ts';
import type { KeyKernels } from './key-kernels.ts';
import { macKernels } from './mac.ts';
import { mixKernels } from './mix-keys.ts';
import { partitionKernels } from './partition.ts';
import { presenceKernels } from './presence.ts';
import { sha256Kernels } from './sha256.ts';
import { siphashKernels } from './siphash.ts';
import { tableKernels } from './table.ts';

/** The kernels of keys in the engine that the memory belongs to. */
export function openKeyKernels(memory: Memory): KeyKernels {
  return memory.wasm === undefined ? referenceKeyKernels(memory) : openFastKeyKernels(memory);
}

/** The kernels in TypeScript: the specification. They run on any memory. */
function referenceKeyKernels(memory: Memory): KeyKernels {
  return {
    ...siphashKernels(memory),
    ...mixKernels(memory),
    ...presenceKernels(memory),
    ...partitionKernels(memory),
    ...tableKernels(memory),
    ...macKernels(memory),
    ...feistelKernels(memory),
    ...sha256Kernels(memory),
  };
}
